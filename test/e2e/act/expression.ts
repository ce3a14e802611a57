/**
 * Fills in what the harness itself needs of expressions, in `concurrency`, `run-name` and the address of an
 * environment: paths into contexts, `==`, `!=`, `&&`, `||` and text. Everything else is act's to evaluate.
 */
export function interpolate(text: string, contexts: Readonly<Record<string, unknown>>): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    textOf(evaluate(expression.trim(), contexts)),
  );
}

function evaluate(expression: string, contexts: Readonly<Record<string, unknown>>): unknown {
  for (const operator of ['||', '&&'] as const) {
    const at = expression.lastIndexOf(operator);
    if (at === -1) continue;
    const left = evaluate(expression.slice(0, at).trim(), contexts);
    const isTrue = left !== undefined && left !== null && left !== '' && left !== false && left !== 0;
    if (isTrue === (operator === '||')) return left;
    return evaluate(expression.slice(at + 2).trim(), contexts);
  }
  const comparison = /^(.+?)\s*([!=]=)\s*(.+)$/.exec(expression);
  if (comparison !== null) {
    const [, left = '', operator, right = ''] = comparison;
    const same = textOf(evaluate(left, contexts)) === textOf(evaluate(right, contexts));
    return operator === '==' ? same : !same;
  }
  const quoted = /^'(.*)'$/s.exec(expression);
  if (quoted !== null) return quoted[1];
  if (/^(true|false)$/.test(expression)) return expression === 'true';
  if (!/^[\w.-]+$/.test(expression)) throw new Error(`the harness does not evaluate \${{ ${expression} }}`);
  return expression
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], contexts);
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
