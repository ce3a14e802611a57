import { parseExpression, printExpression } from '../../contract/expression.ts';
import type { Contract } from '../../contract/schema.ts';

/**
 * Terms are labelled with the expressions that they are computed from. This gives a label back in the words of the
 * contract: `hinges(clip(trip_distance, 0, 45), 1)` is `hinges(miles, 1)` where miles is so defined.
 */
export function termNamer({ numbers, keys }: Contract['features']): (label: string) => string {
  const definitions = Object.entries({ ...numbers, ...keys })
    .map(([name, expression]) => ({ name, expression: printExpression(parseExpression(expression)) }))
    .filter(({ name, expression }) => name !== expression)
    .sort((a, b) => b.expression.length - a.expression.length);
  const once = (label: string) =>
    definitions.reduce((text, { name, expression }) => replaceWhole(text, expression, name), label);
  return (label) => {
    // A definition may stand in another one, so that the longer matches only after the shorter is named.
    let [before, after] = [label, once(label)];
    for (let depth = 0; before !== after && depth < definitions.length; depth++)
      [before, after] = [after, once(after)];
    return after.replace(/(^|[^A-Za-z0-9_])\(([A-Za-z_][A-Za-z0-9_]*)\)/g, '$1$2');
  };
}

/** Replaces `expression` where it is not part of a longer name or number. */
function replaceWhole(text: string, expression: string, name: string): string {
  const isWord = (character: string | undefined) =>
    character !== undefined && /[A-Za-z0-9_.]/.test(character);
  let result = '';
  let from = 0;
  for (let at = text.indexOf(expression); at >= 0; at = text.indexOf(expression, from)) {
    const end = at + expression.length;
    const isWhole = !isWord(text[at - 1]) && !isWord(text[end]);
    result += text.slice(from, at) + (isWhole ? name : expression);
    from = end;
  }
  return result + text.slice(from);
}
