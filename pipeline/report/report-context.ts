import { type ComparisonRow, type ComparisonTable, compareModels } from './comparison.ts';
import { type SliceErrors, sliceErrors } from './findings/slice-errors.ts';
import type { ReportInput, SummaryInput } from './report-input.ts';

/** What every part of a report or summary draws on, worked out once. */
export interface ReportContext<Input extends SummaryInput = ReportInput> {
  readonly input: Input;
  readonly comparison: ComparisonTable;
  /**
   * The model that charts set the candidate against: the champion, or, as long as there is none, the best of the other
   * rows. Undefined where the candidate stands alone.
   */
  readonly rival: ComparisonRow | undefined;
  /** Errors of candidate and rival on each slice of the contract; empty without a rival. */
  readonly slices: readonly SliceErrors[];
}

export function reportContext<Input extends SummaryInput>(input: Input): ReportContext<Input> {
  const { contract, evaluation, verdict } = input;
  const comparison = compareModels(evaluation, verdict, contract.gate);
  const rival = comparison.rows[1];
  const names = rival === undefined ? [] : Object.keys(contract.gate.slices);
  const slices = names.map((slice) => sliceErrors(evaluation, slice, rival!.name, contract.gate));
  return { input, comparison, rival, slices };
}
