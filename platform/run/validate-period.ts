import type { Profile } from '../../pipeline/validate/profile.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { IngestedPeriod } from './ingest-period.ts';
import type { Workspace } from './workspace.ts';

/** Judges an ingested period by the contract's checks. */
export function validatePeriod(
  { folder, today }: Workspace,
  { period, data }: IngestedPeriod,
  trainingProfile?: Profile,
): ValidationReport {
  const { contract, contractDigest } = folder;
  const { source, statistics } = data;
  return validate({ contract, period, source, statistics, asOf: today, trainingProfile, contractDigest });
}
