import { integer } from '../../report/format.ts';
import { fail, pass, type Rule } from '../rule.ts';

const BYTES_PER_KB = 1000;

export const modelSizeRule: Rule = {
  name: 'model size',
  judge: ({ policy, candidate }) => {
    const kb = candidate.modelBytes / BYTES_PER_KB;
    const figures = `model.json has ${integer(candidate.modelBytes)} bytes, max_model_kb is ${policy.max_model_kb}`;
    return kb <= policy.max_model_kb ? pass(`Small enough: ${figures}.`) : fail(`Too large: ${figures}.`);
  },
};
