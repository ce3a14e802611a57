import type { GatePolicy } from '../contract/schema.ts';
import type { Evaluation, Metrics } from '../evaluate/evaluation.ts';
import type { Verdict } from '../gate/verdict.ts';
import { pairedDifference } from './findings/paired-difference.ts';

/** How far the candidate's RMSE is from another model's, on the same rows. */
export interface Difference {
  /** RMSE of the candidate less that of the other: negative is better. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  /** The interval misses the truth with this probability. */
  readonly alpha: number;
}

export interface ComparisonRow {
  /** Its key in the evaluation. */
  readonly name: string;
  /** What people read: `champion v1`. */
  readonly label: string;
  readonly role: 'candidate' | 'champion' | 'comparison';
  readonly periods: readonly string[];
  readonly metrics: Metrics;
  /** Absent for the candidate itself. */
  readonly against?: Difference;
}

/** Every model judged, on the very same rows. */
export interface ComparisonTable {
  readonly target: string;
  readonly unit: string;
  /** Candidate, champion, then the others by ascending RMSE. */
  readonly rows: readonly ComparisonRow[];
  readonly periods: readonly string[];
  readonly judgedRows: number;
  readonly days: number;
  readonly resamples: number;
  /** The policy's own, which the intervals of all but the champion are computed at. */
  readonly alpha: number;
}

export type IntervalPolicy = Pick<GatePolicy, 'alpha' | 'resamples' | 'seed'>;

const roleOrder = { candidate: 0, champion: 1, comparison: 2 } as const;

/**
 * The comparison table of an evaluation. The champion's interval is the one that the gate judged by, where it gave
 * one; the others are bootstrapped over the same days.
 */
export function compareModels(
  evaluation: Evaluation,
  verdict: Pick<Verdict, 'comparison'>,
  policy: IntervalPolicy,
): ComparisonTable {
  const rows = Object.entries(evaluation.models).map(
    ([name, { version, periods, metrics }]): ComparisonRow => {
      const role = name === 'candidate' || name === 'champion' ? name : 'comparison';
      const label = version === undefined ? name : `${name} ${version}`;
      const row = { name, label, role, periods, metrics } as const;
      if (role === 'candidate') return row;
      const judged = role === 'champion' ? verdict.comparison : undefined;
      return { ...row, against: judged ?? pairedDifference(evaluation.total, name, policy) };
    },
  );
  return {
    target: evaluation.target.name,
    unit: evaluation.target.unit,
    rows: rows.sort((a, b) => roleOrder[a.role] - roleOrder[b.role] || a.metrics.rmse - b.metrics.rmse),
    periods: evaluation.periods,
    judgedRows: evaluation.rows,
    days: evaluation.days.length,
    resamples: policy.resamples,
    alpha: policy.alpha,
  };
}
