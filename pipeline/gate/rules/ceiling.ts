import { formatError } from '../figures.ts';
import { fail, pass, type Rule } from '../rule.ts';

/** A bound that holds whatever the champion does: a champion gone bad makes no bad candidate good. */
export const ceilingRule: Rule = {
  name: 'ceiling',
  judge: ({ policy, evaluation }) => {
    const { unit } = evaluation.target;
    const rmse = evaluation.models['candidate']!.metrics.rmse;
    const figures = `RMSE ${formatError(rmse, unit)}, ceiling ${formatError(policy.ceiling, unit)}`;
    return rmse <= policy.ceiling
      ? pass(`Below the ceiling: ${figures}.`)
      : fail(`Above the ceiling: ${figures}.`);
  },
};
