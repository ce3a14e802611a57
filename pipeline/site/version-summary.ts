import type { Metrics, ScoredModel } from '../evaluate/evaluation.ts';
import type { VersionStatus } from '../publish/registry-state.ts';
import { orderKeys } from '../report/findings/order-keys.ts';
import type { SiteVersion } from './site-version.ts';

export interface SliceSummary {
  readonly slice: string;
  readonly keys: readonly { readonly key: string; readonly rows: number; readonly rmse: number }[];
}

/** What one version has to show beside any other: small enough that a page holds all of them. */
export interface VersionSummary {
  readonly version: string;
  readonly status: VersionStatus;
  readonly trainedOn: readonly string[];
  readonly trainingRows: number;
  readonly judgedOn: readonly string[];
  readonly metrics: Metrics;
  readonly slices: readonly SliceSummary[];
  readonly importance: readonly { readonly term: string; readonly group: string; readonly spread: number }[];
  /** The champion that it was judged against on the same rows, where there was one. */
  readonly champion:
    | {
        readonly version: string;
        readonly rmse: number;
        readonly difference: number;
        readonly lower: number;
        readonly upper: number;
        readonly alpha: number;
      }
    | undefined;
}

/** Sums a version up. Slices with fewer rows than the gate looks at are left out. */
export function versionSummary(
  { version, status, manifest, metrics: { evaluation, verdict } }: SiteVersion,
  minRows: number,
): VersionSummary {
  const { models, slices, importance, periods } = evaluation;
  const champion: ScoredModel | undefined = models['champion'];
  return {
    version,
    status,
    trainedOn: manifest.data.training.map(({ period }) => period),
    trainingRows: manifest.data.training.reduce((sum, { rows }) => sum + rows, 0),
    judgedOn: periods,
    metrics: models['candidate']!.metrics,
    slices: Object.entries(slices).map(([slice, sums]) => {
      const keys = Object.entries(sums).map(([key, { rows, sse }]) => {
        const count = total(rows);
        return { key, rows: count, rmse: Math.sqrt(total(sse['candidate']!) / count) };
      });
      const enough = new Map(keys.filter(({ rows }) => rows >= minRows).map((entry) => [entry.key, entry]));
      const order = orderKeys([...enough.keys()], (key) => enough.get(key)!.rows);
      return { slice, keys: order.keys.map((key) => enough.get(key)!) };
    }),
    importance,
    champion:
      champion?.version !== undefined && verdict.comparison
        ? { version: champion.version, rmse: champion.metrics.rmse, ...boundsOf(verdict.comparison) }
        : undefined,
  };
}

const boundsOf = ({
  difference,
  lower,
  upper,
  alpha,
}: {
  difference: number;
  lower: number;
  upper: number;
  alpha: number;
}) => ({
  difference,
  lower,
  upper,
  alpha,
});

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
