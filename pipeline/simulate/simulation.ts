import { z } from 'zod';
import { ruleOutcomeSchema } from '../gate/verdict.ts';
import { causeSchema } from '../monitor/monitor-report.ts';

const rmse = z.number().nullable();

/** What became of one month. */
export const simulatedMonthSchema = z.strictObject({
  month: z.string(),
  rows: z.number().int(),
  /** Faults that were put into it, as they were asked for. */
  injected: z.array(z.string()),
  /** What the monitor said before anything was decided; null while no version was live. */
  monitor: z
    .strictObject({
      kind: z.enum(['healthy', 'alarm']),
      causes: z.array(causeSchema),
      reasons: z.array(z.string()),
      /** The three columns whose drift moves predictions most. */
      columns: z.array(z.strictObject({ name: z.string(), impact: z.number().nullable() })),
      decay: z.strictObject({ excess: z.number(), lower: z.number(), upper: z.number() }).nullable(),
    })
    .nullable(),
  decision: z.strictObject({ kind: z.enum(['retrain', 'wait']), reasons: z.array(z.string()) }),
  /** Months that the candidate was trained on; null where none was trained. */
  trainedOn: z.array(z.string()).nullable(),
  verdict: z
    .strictObject({
      kind: z.enum(['promote', 'reject', 'hold', 'unchanged', 'undecided']),
      reasons: z.array(z.string()),
      failed: z.array(ruleOutcomeSchema),
    })
    .nullable(),
  /** Version that scored the month, and the one that is live after it. */
  scoredBy: z.string().nullable(),
  liveVersion: z.string().nullable(),
  rmse: z.strictObject({ live: rmse, never: rmse, always: rmse }),
});

const totalSchema = z.strictObject({
  meanRmse: rmse.describe('Mean over the months that every strategy has scored'),
  trainings: z.number().int(),
});

export const replaySchema = z.strictObject({
  policy: z.string(),
  months: z.array(simulatedMonthSchema),
  totals: z.strictObject({ live: totalSchema, never: totalSchema, always: totalSchema }),
});

/** The loop, replayed month by month, against never and always retraining. */
export const simulationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('simulate'),
  model: z.string(),
  title: z.string(),
  unit: z.string(),
  from: z.string(),
  to: z.string(),
  ...replaySchema.shape,
  /** The same months by other policies. */
  policies: z.array(replaySchema),
});

export type SimulatedMonth = z.infer<typeof simulatedMonthSchema>;
export type Replay = z.infer<typeof replaySchema>;
export type Simulation = z.infer<typeof simulationSchema>;
export type Strategy = keyof Replay['totals'];

export const STRATEGIES = ['live', 'never', 'always'] as const satisfies readonly Strategy[];

/** Mean error of each strategy over the months that all of them scored, and what it trained. */
export function totalsOf(
  months: readonly SimulatedMonth[],
  trainings: Readonly<Record<Strategy, number>>,
): Replay['totals'] {
  const scored = months.filter(({ rmse: errors }) => STRATEGIES.every((name) => errors[name] !== null));
  const total = (name: Strategy) => ({
    meanRmse:
      scored.length === 0
        ? null
        : scored.reduce((sum, { rmse: errors }) => sum + errors[name]!, 0) / scored.length,
    trainings: trainings[name],
  });
  return { live: total('live'), never: total('never'), always: total('always') };
}
