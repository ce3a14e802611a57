import type { Contract } from '../contract/schema.ts';
import { compareProfiles } from '../validate/compare-profiles.ts';
import type { ErrorHistory } from './error-history.ts';
import type { SiteVersion } from './site-version.ts';
import { type VersionSummary, versionSummary } from './version-summary.ts';

/** What the page that compares any two versions is told when it is built. */
export interface CompareDocument {
  readonly unit: string;
  /** In the order of registration. */
  readonly versions: readonly VersionSummary[];
  readonly errors: Pick<ErrorHistory, 'periods' | 'versions'>;
  /** Version → later version → column → PSI of the later one's training data against the earlier one's. */
  readonly drift: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
}

/** Sums up every version and the drift between every two. */
export function compareDocument(
  versions: readonly SiteVersion[],
  errors: ErrorHistory,
  { target, gate }: Pick<Contract, 'target' | 'gate'>,
): CompareDocument {
  const driftTo = (before: SiteVersion, after: SiteVersion) =>
    Object.fromEntries(
      compareProfiles(before.profile, after.profile).map(({ column, psi }) => [column, psi]),
    );
  return {
    unit: target.unit,
    versions: versions.map((version) => versionSummary(version, gate.slice_min_rows)),
    errors: { periods: errors.periods, versions: errors.versions },
    drift: Object.fromEntries(
      versions.map((before, i) => [
        before.version,
        Object.fromEntries(versions.slice(i + 1).map((after) => [after.version, driftTo(before, after)])),
      ]),
    ),
  };
}
