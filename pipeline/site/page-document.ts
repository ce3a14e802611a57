import type { Metrics } from '../evaluate/evaluation.ts';
import type { Model } from '../model/model.ts';
import type { VersionStatus } from '../publish/registry-state.ts';
import type { FormField } from './form-field.ts';
import type { SiteVersion } from './site-version.ts';

/** A version that a page scores with, beside what lies in its folder. */
export interface PageVersion {
  readonly version: string;
  readonly role: 'champion' | 'challenger';
  readonly status: VersionStatus;
  readonly digest: string;
  /** Paths from the page, and what the manifest says that their bytes are. */
  readonly files: Readonly<
    Record<'model.json' | 'profile.json', { readonly path: string; readonly sha256: string }>
  >;
  readonly judgedOn: readonly string[];
  readonly judgedRows: number;
  readonly errorQuantiles: Metrics['errorQuantiles'];
}

/** What the page that predicts is told when it is built. */
export interface PageDocument {
  readonly model: string;
  /** Version of the scoring code that the page was built with. */
  readonly scoring: number;
  readonly target: Model['target'];
  /** Champion first. */
  readonly versions: readonly PageVersion[];
  readonly fields: readonly FormField[];
}

/** The versions to predict with: the champion, and the newest of the others as its challenger. */
export function pageVersions(versions: readonly SiteVersion[]): PageVersion[] {
  const champion = versions.find(({ status }) => status === 'champion');
  const challenger = versions.findLast(
    ({ status, version }) => status !== 'retired' && version !== champion?.version,
  );
  return [
    ...(champion ? [pageVersion(champion, 'champion')] : []),
    ...(challenger ? [pageVersion(challenger, 'challenger')] : []),
  ];
}

function pageVersion(
  { version, status, digest, manifest, metrics: { evaluation } }: SiteVersion,
  role: PageVersion['role'],
): PageVersion {
  const file = (name: string) => ({
    path: `versions/${version}/${name}`,
    sha256: manifest.files.find(({ path }) => path === name)!.sha256,
  });
  return {
    version,
    role,
    status,
    digest,
    files: { 'model.json': file('model.json'), 'profile.json': file('profile.json') },
    judgedOn: evaluation.periods,
    judgedRows: evaluation.rows,
    errorQuantiles: evaluation.models['candidate']!.metrics.errorQuantiles,
  };
}
