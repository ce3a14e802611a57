import { RatchetError } from '../errors.ts';

/** The syntax tree of one contract expression. */
export type Expression =
  | { op: 'literal'; value: number }
  | { op: 'name'; name: string }
  | { op: 'call'; name: string; args: Expression[] }
  | { op: '+' | '-' | '*'; left: Expression; right: Expression };

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)?)|([()*+,-]))/y;

/**
 * Parses the contract's expressions: names, numbers, calls, `*`, `+` and `-` with the usual precedence.
 *
 * @throws RatchetError `contract`, with the position at which the text stops making sense
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let at = 0;

  const fail = (expected: string): never => {
    const token = tokens[at];
    const found = token ? `"${token.text}" at character ${token.start + 1}` : 'the end';
    throw new RatchetError('contract', `in the expression "${text}": expected ${expected}, found ${found}`, {
      hint: 'an expression is made of column names, numbers, function calls and the signs * + -',
    });
  };
  const accept = (sign: string) => (tokens[at]?.text === sign ? Boolean(++at) : false);

  const atom = (): Expression => {
    const token = tokens[at];
    if (accept('-')) return { op: '-', left: { op: 'literal', value: 0 }, right: atom() };
    if (accept('(')) {
      const inner = sum();
      return accept(')') ? inner : fail(')');
    }
    if (token?.kind === 'number') {
      at++;
      return { op: 'literal', value: Number(token.text) };
    }
    if (token?.kind !== 'name') return fail('a name, a number or (');
    at++;
    if (!accept('(')) return { op: 'name', name: token.text };
    const args: Expression[] = [];
    if (!accept(')')) {
      do args.push(sum());
      while (accept(','));
      if (!accept(')')) fail(') or ,');
    }
    return { op: 'call', name: token.text, args };
  };
  const product = (): Expression => {
    let left = atom();
    while (accept('*')) left = { op: '*', left, right: atom() };
    return left;
  };
  const sum = (): Expression => {
    let left = product();
    for (;;) {
      if (accept('+')) left = { op: '+', left, right: product() };
      else if (accept('-')) left = { op: '-', left, right: product() };
      else return left;
    }
  };

  const tree = sum();
  return at === tokens.length ? tree : fail('* + - or the end');
}

/** One spelling for every expression that means the same tree; the label of its column in reports. */
export function printExpression(tree: Expression): string {
  switch (tree.op) {
    case 'literal':
      return String(tree.value);
    case 'name':
      return tree.name;
    case 'call':
      return `${tree.name}(${tree.args.map(printExpression).join(', ')})`;
    default: {
      const side = (e: Expression) =>
        tree.op === '*' && (e.op === '+' || e.op === '-') ? `(${printExpression(e)})` : printExpression(e);
      const right =
        tree.op === '-' && (tree.right.op === '+' || tree.right.op === '-')
          ? `(${printExpression(tree.right)})`
          : side(tree.right);
      return `${side(tree.left)} ${tree.op} ${right}`;
    }
  }
}

interface Token {
  kind: 'number' | 'name' | 'sign';
  text: string;
  start: number;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let start = 0; start < end; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new RatchetError(
        'contract',
        `in the expression "${text}": cannot read "${text.slice(start).trim()}" at character ${firstCharacter(text, start)}`,
        {
          hint: 'an expression is made of column names, numbers, function calls and the signs * + -',
        },
      );
    }
    const kind = match[1] !== undefined ? 'number' : match[2] !== undefined ? 'name' : 'sign';
    const word = match[1] ?? match[2] ?? match[3]!;
    tokens.push({ kind, text: word, start: TOKEN.lastIndex - word.length });
  }
  return tokens;
}

/** Position, from 1, of the first character from `start` on that is no space. */
const firstCharacter = (text: string, start: number) =>
  text.length - text.slice(start).trimStart().length + 1;
