import { list } from '../../report/format.ts';
import { pass, type Rule, undecided } from '../rule.ts';

const RELATIVE_TOLERANCE = 1e-9;

/** A change in scoring code changes the champion's error too, and must not pass as a change in model. */
export const reproducesRule: Rule = {
  name: 'champion reproduces',
  judge: ({ champion }) => {
    if (!champion) return pass('No champion whose error could be reproduced.');
    const { version, recorded, rescored } = champion;
    const where = list(recorded.periods);
    if (!rescored) return pass(`Not checked: the holdout of ${version}, ${where}, is not at hand.`);
    const agrees =
      rescored.rows === recorded.rows &&
      Math.abs(rescored.rmse - recorded.rmse) <= RELATIVE_TOLERANCE * recorded.rmse;
    if (agrees) return pass(`The champion ${version} reproduces its recorded error on ${where}.`);
    return undecided(
      `The champion ${version} does not reproduce its recorded error on ${where}: RMSE ${rescored.rmse} on ${rescored.rows} rows, recorded ${recorded.rmse} on ${recorded.rows}; scoring code or data changed.`,
    );
  },
};
