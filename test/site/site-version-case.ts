import type { Metrics, ScoredModel } from '../../pipeline/evaluate/evaluation.ts';
import type { VersionStatus } from '../../pipeline/publish/registry-state.ts';
import type { SiteVersion } from '../../pipeline/site/site-version.ts';
import type { ShownMonth } from '../../pipeline/site/watched-months.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { findVersion } from '../../platform/run/published.ts';

export const TAXI = openModelFolder(codeRoot, 'nyc-green-taxi');
const base = findVersion(TAXI, 'v1');

interface VersionCase {
  readonly version: string;
  readonly status?: VersionStatus;
  readonly period: string;
  readonly rmse: number;
  /** The champion that it was judged against. */
  readonly champion?: { readonly version: string; readonly rmse: number };
  /** Rows of its training data by vendor. */
  readonly vendors?: Readonly<Record<string, number>>;
}

const scored = (rmse: number, version?: string): ScoredModel => {
  const metrics: Metrics = { ...base.metrics.evaluation.models['candidate']!.metrics, rmse, rows: 1000 };
  return { periods: [], metrics, calibration: [], ...(version !== undefined && { version }) };
};

/** v1 of the taxi model as another version: with a holdout, an error and a champion of one's choice. */
export function siteVersion({
  version,
  status = 'superseded',
  period,
  rmse,
  champion,
  vendors,
}: VersionCase): SiteVersion {
  const { evaluation, verdict } = base.metrics;
  const bounds = { lower: -0.3, upper: -0.1, alpha: 0.05, days: 28 };
  const profile = { ...base.profile, slices: undefined };
  const counts = { kind: 'category', categories: { counts: { ...vendors }, others: 0 } } as const;
  return {
    version,
    status,
    digest: base.digest,
    registeredAt: '2024-05-01T06:30:00.000Z',
    holdout: { periods: [period], rows: 1000, rmse },
    manifest: base.manifest,
    profile: { ...profile, columns: vendors ? { ...profile.columns, VendorID: counts } : profile.columns },
    metrics: {
      ...base.metrics,
      verdict: {
        ...verdict,
        ...(champion && {
          comparison: { answer: 'better', difference: rmse - champion.rmse, ...bounds } as const,
        }),
      },
      evaluation: {
        ...evaluation,
        periods: [period],
        models: {
          candidate: scored(rmse),
          ...(champion && { champion: scored(champion.rmse, champion.version) }),
          mean: scored(12),
        },
      },
    },
  };
}

/** A healthy month as v1 saw it. */
export const shownMonth = (period: string, columns: ShownMonth['columns']): ShownMonth => ({
  at: '2024-05-01T06:30:00.000Z',
  period,
  version: 'v1',
  digest: 'ab'.repeat(32),
  rows: 1000,
  verdict: { kind: 'healthy', causes: [], reasons: [`${period} is an ordinary month.`] },
  sentences: {},
  columns,
  rmse: null,
  decay: null,
  runUrl: 'https://github.com/octo/taxi/actions/runs/1',
});
