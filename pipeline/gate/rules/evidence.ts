import type { Evaluation } from '../../evaluate/evaluation.ts';
import { list } from '../../report/format.ts';
import type { GateInput } from '../gate-input.ts';
import { pass, type Rule, undecided } from '../rule.ts';
import { sum } from '../sum.ts';

/** Sums are kept in ticks and metrics computed apart from them, so they agree to rounding only. */
const RELATIVE_TOLERANCE = 1e-6;

/** The evaluation speaks of this candidate, this champion and this holdout, and agrees with itself. */
export const evidenceRule: Rule = {
  name: 'evidence',
  judge: (input) => {
    const faults = [...identityFaults(input), ...sumFaults(input.evaluation)];
    if (faults.length > 0) return undecided(`The evaluation does not fit: ${faults.join('; ')}.`);
    return pass('The evaluation is of these models on this holdout.');
  },
};

function identityFaults({ evaluation, candidate, champion, holdout }: GateInput): string[] {
  const faults: string[] = [];
  const expected = { candidate: candidate.digest, champion: champion?.digest };
  for (const [name, digest] of Object.entries(expected)) {
    const scored = evaluation.models[name];
    const found = scored ? (scored.digest ?? 'one without a digest') : undefined;
    if (found !== digest) faults.push(`its ${name} is ${found ?? 'missing'}, not ${digest ?? 'expected'}`);
  }
  const judging = holdout.map(({ period }) => period).sort();
  if (judging.join() !== [...evaluation.periods].sort().join()) {
    faults.push(`it judged ${list(evaluation.periods)}, not ${list(judging)}`);
  }
  return faults;
}

function sumFaults({ days, rows, total, models }: Evaluation): string[] {
  const faults: string[] = [];
  if (!(rows > 0)) faults.push('it has no rows');
  if (total.rows.length !== days.length || sum(total.rows) !== rows) {
    faults.push(`rows by day add up to ${sum(total.rows)}, not ${rows}`);
  }
  for (const [name, { metrics }] of Object.entries(models)) {
    const sse = total.sse[name];
    if (sse?.length !== days.length) {
      faults.push(`${name} has sums for ${sse?.length ?? 0} of ${days.length} days`);
      continue;
    }
    const rmse = Math.sqrt(sum(sse) / rows);
    const agrees = Math.abs(rmse - metrics.rmse) <= RELATIVE_TOLERANCE * metrics.rmse;
    if (metrics.rows !== rows || !agrees) {
      faults.push(`${name} has RMSE ${metrics.rmse} on ${metrics.rows} rows, by its sums ${rmse} on ${rows}`);
    }
  }
  return faults;
}
