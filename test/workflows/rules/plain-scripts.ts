import { entryOf, stepsOf, textOf } from '../yaml-file.ts';
import type { Rule } from './rule.ts';

/** An expression in a script becomes code of it, whoever wrote the value. Values come by the environment. */
export const plainScripts: Rule = {
  name: 'plain-scripts',
  check: (file) =>
    stepsOf(file)
      .flatMap((step) => [entryOf(step, 'run'), entryOf(entryOf(step, 'with')?.value, 'script')])
      .filter((script) => script !== undefined)
      .flatMap(({ name, value }) => {
        const text = textOf(value);
        if (!text.includes('${{')) return [];
        const first = file.lineOf(value);
        const line = file.lines.findIndex((row, index) => index >= first - 1 && row.includes('${{')) + 1;
        return [{ line, message: `an expression in "${name}": hand the value on by "env"` }];
      }),
};
