import type { Contract } from '../contract/schema.ts';
import { compareProfiles } from '../validate/compare-profiles.ts';
import type { SiteVersion } from './site-version.ts';

/** How far a version's training data had moved from that of the version before it. */
export interface DriftStep {
  readonly version: string;
  readonly before: string;
  /** Column → PSI; a column that only one of them has is left out. */
  readonly psi: Readonly<Record<string, number>>;
}

export interface DriftHistory {
  readonly steps: readonly DriftStep[];
  /** Every column met, those that moved most at any time first. */
  readonly columns: readonly string[];
  /** From here on the contract calls it drift. */
  readonly threshold: number;
}

/** Where a contract says nothing: the usual reading calls less than this stable. */
const USUAL_THRESHOLD = 0.1;

/** Drift of the training data from version to version, by column. */
export function driftHistory(
  versions: readonly Pick<SiteVersion, 'version' | 'profile'>[],
  { checks }: Pick<Contract, 'checks'>,
): DriftHistory {
  const steps = versions.slice(1).map(({ version, profile }, i): DriftStep => {
    const before = versions[i]!;
    const shifts = compareProfiles(before.profile, profile);
    return {
      version,
      before: before.version,
      psi: Object.fromEntries(shifts.map(({ column, psi }) => [column, psi])),
    };
  });
  const most = (column: string) => Math.max(...steps.map(({ psi }) => psi[column] ?? 0));
  const columns = [...new Set(steps.flatMap(({ psi }) => Object.keys(psi)))];
  const check = checks.find((found) => 'psi' in found);
  return {
    steps,
    columns: columns.sort((a, b) => most(b) - most(a)),
    threshold: check && 'psi' in check ? check.max : USUAL_THRESHOLD,
  };
}
