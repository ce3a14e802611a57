import { z } from 'zod';
import { chooseMethod } from './choose-method.ts';
import { total } from './counts.ts';
import { impactOf, type Response } from './impact.ts';
import type { PairedColumn } from './pair-counts.ts';
import { shareShift, shareShiftSchema } from './share-shift.ts';
import type { PairedCounts } from './tests/drift-test.ts';
import { DRIFT_TESTS, type DriftMethod, driftTest } from './tests/registry.ts';
import { EFFECTS, type Role } from './thresholds.ts';

export const driftResultSchema = z.strictObject({
  method: z.string(),
  score: z.number().describe('0 for the same distribution'),
  threshold: z.number(),
  drifted: z.boolean(),
  bound: z.number().describe('How far the score may lie from that of the values themselves'),
  statistic: z.number().optional().describe("The test's own statistic, where that is not the score"),
  pValue: z.number().optional(),
});

export const columnDriftSchema = z.strictObject({
  name: z.string(),
  role: z.enum(['time', 'timestamp', 'number', 'category', 'target', 'prediction']),
  /** What the first test was chosen for: the one that judges. */
  reason: z.string(),
  tests: z.array(driftResultSchema),
  nulls: shareShiftSchema,
  drifted: z.boolean(),
  impact: z
    .number()
    .nullable()
    .describe("Expected change of a prediction, in the target's unit; null where no model tells"),
  meanShift: z.number().nullable().describe('Change of the mean prediction, likewise, with its sign'),
});

export type ColumnDrift = z.infer<typeof columnDriftSchema>;

export interface ColumnInput {
  readonly name: string;
  readonly role: Role;
  readonly column: PairedColumn;
  /** What the model makes of the column; left out for what is no input of it. */
  readonly response?: Response | undefined;
  readonly allMethods: boolean;
}

/** How far a column has moved, by the test that suits it, and what the model makes of that. */
export function columnDrift({ name, role, column, response, allMethods }: ColumnInput): ColumnDrift {
  const { counts, nulls } = column;
  const rows = { reference: total(counts.reference), current: total(counts.current) };
  const { method, reason } = chooseMethod(counts);
  const isEmpty = rows.reference === 0 || rows.current === 0;
  const others = DRIFT_TESTS.filter((test) => test.method !== method && test.kinds.includes(counts.kind));
  const methods = [method, ...(allMethods ? others.map((test) => test.method as DriftMethod) : [])];
  const tests = isEmpty ? [] : methods.map((one) => result(one, role, counts));
  const nullShift = shareShift(
    { count: nulls.reference, rows: rows.reference + nulls.reference },
    { count: nulls.current, rows: rows.current + nulls.current },
  );
  const impact = response && impactOf(column, response);
  return {
    name,
    role,
    reason: isEmpty ? 'only its nulls are counted' : reason,
    tests,
    nulls: nullShift,
    drifted: nullShift.drifted || (tests[0]?.drifted ?? false),
    impact: impact?.expected ?? null,
    meanShift: impact?.mean ?? null,
  };
}

function result(method: DriftMethod, role: Role, counts: PairedCounts): z.infer<typeof driftResultSchema> {
  const test = driftTest(method);
  const { score, ...rest } = test.measure(counts);
  const threshold = test.combine(EFFECTS[method][role], test.noise(counts));
  return { method, score, threshold, drifted: score > threshold, ...rest };
}
