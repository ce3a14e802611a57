import { z } from 'zod';
import { isPeriod } from '../ingest/period.ts';
import type { ValidationReport, Violation } from './report.ts';

const acceptanceSchema = z.strictObject({
  /** Of the file that a person has looked at; of no other. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 is 64 hex digits'),
  /** Why it is right as it is, in one line. */
  reason: z
    .string()
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(1, 'say why the month is right as it is')),
});

/** accepted-months.yaml: months that are used although they break checks, or monitoring named them broken. */
export const acceptedMonthsSchema = z.record(
  z.string().refine(isPeriod, 'a month is written YYYY-MM'),
  acceptanceSchema,
);

export type Acceptance = z.infer<typeof acceptanceSchema>;
export type AcceptedMonths = z.infer<typeof acceptedMonthsSchema>;

/** Why a file is used as it is; undefined where nobody accepted this very file. */
export const reasonToAccept = (
  accepted: AcceptedMonths,
  period: string,
  sha256: string,
): string | undefined => (accepted[period]?.sha256 === sha256 ? accepted[period].reason : undefined);

/**
 * A report in the light of what a person decided on the month. What breaks the checks of an accepted file is still told,
 * and stops nothing. A month that was accepted as another file is invalid, whatever its checks say: somebody has to look
 * again.
 */
export function withAcceptance(
  report: ValidationReport,
  acceptance: Acceptance | undefined,
): ValidationReport {
  if (acceptance === undefined) return report;
  const { sha256, reason } = acceptance;
  const { data: found } = report.inputs;
  if (found !== sha256) {
    const message = `accepted was the file with the sha256 ${sha256}, found ${found}; look at it anew, or take the month out of accepted-months.yaml`;
    return { ...report, violations: [decision('error', message), ...report.violations], ok: false };
  }
  const told = report.violations.map((violation) => ({ ...violation, severity: 'warning' as const }));
  const message = `accepted as it is: ${reason}`;
  return { ...report, violations: [decision('warning', message), ...told], ok: true };
}

const decision = (severity: Violation['severity'], message: string): Violation => ({
  rule: 'accepted month',
  column: null,
  severity,
  count: 0,
  share: 0,
  maxShare: null,
  message,
  samples: [],
});
