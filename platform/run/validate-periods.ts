import type { InvalidMonth } from '../../pipeline/monitor/watch.ts';
import { withAcceptance } from '../../pipeline/validate/accepted-months.ts';
import type { Profile } from '../../pipeline/validate/profile.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { IngestedPeriod } from './ingest-period.ts';
import { readAcceptedMonths } from './read-accepted-months.ts';
import type { Workspace } from './workspace.ts';

/** Judges ingested periods by the contract's checks, and by what people accepted; only the newest of them has to be fresh. */
export function validatePeriods(
  { folder, today }: Workspace,
  periods: readonly IngestedPeriod[],
  trainingProfile?: Profile,
): ValidationReport[] {
  const { contract, contractDigest } = folder;
  const accepted = readAcceptedMonths(folder);
  const newest = periods
    .map(({ period }) => period)
    .toSorted()
    .at(-1);
  return periods.map(({ period, data: { source, statistics } }) => {
    const asOf = period === newest ? today : undefined;
    const report = validate({ contract, period, source, statistics, asOf, trainingProfile, contractDigest });
    return withAcceptance(report, accepted[period]);
  });
}

/** Those that break the contract, and every error that says so. */
export const invalidOf = (reports: readonly ValidationReport[]): InvalidMonth[] =>
  reports
    .filter(({ ok }) => !ok)
    .map(({ period, inputs, violations }) => ({
      period,
      sha256: inputs.data,
      faults: violations
        .filter(({ severity }) => severity === 'error')
        .map(({ message, count }) => ({ message, rows: count })),
    }));
