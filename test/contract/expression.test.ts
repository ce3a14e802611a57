import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expression, parseExpression, printExpression } from '../../pipeline/contract/expression.ts';

/** An expression worked out with names standing for numbers: what its tree means. */
function worthOf(tree: Expression, names: Readonly<Record<string, number>>): number {
  if (tree.op === 'literal') return tree.value;
  if (tree.op === 'name') return names[tree.name]!;
  if (tree.op === 'call') throw new Error('no functions here');
  const [left, right] = [worthOf(tree.left, names), worthOf(tree.right, names)];
  return tree.op === '*' ? left * right : tree.op === '+' ? left + right : left - right;
}

describe('precedence', () => {
  // Worked out by hand.
  test.each([
    { text: '2 + 3 * 4', value: 14 },
    { text: '(2 + 3) * 4', value: 20 },
    { text: '2 * 3 + 4', value: 10 },
    { text: '10 - 4 - 3', value: 3 },
    { text: '10 - (4 - 3)', value: 9 },
    { text: '10 - 4 + 3', value: 9 },
    { text: '10 - 2 * 3', value: 4 },
    { text: '-2 * 3', value: -6 },
    { text: '2 * -3', value: -6 },
    { text: '--2', value: 2 },
    { text: '-(2 + 3)', value: -5 },
    { text: '((7))', value: 7 },
    { text: '0.35*2', value: 0.7 },
    { text: '1e-3 * 2.5E+2', value: 0.25 },
    { text: 'a*a - b', value: 7 },
  ])('$text is $value', ({ text, value }) => {
    expect(worthOf(parseExpression(text), { a: 4, b: 9 })).toBeCloseTo(value, 12);
  });
});

describe('calls and names', () => {
  test('arguments are expressions of their own, and may be none', () => {
    expect(parseExpression('f(a + 1, g(), 2)')).toEqual({
      op: 'call',
      name: 'f',
      args: [
        { op: '+', left: { op: 'name', name: 'a' }, right: { op: 'literal', value: 1 } },
        { op: 'call', name: 'g', args: [] },
        { op: 'literal', value: 2 },
      ],
    });
  });

  test('a name may hold digits, underscores and one dot', () => {
    for (const name of ['x', 'PULocationID', 'hour_of_week', 'a2', 'zones.Borough', '_x']) {
      expect(parseExpression(name)).toEqual({ op: 'name', name });
    }
  });

  test('spaces mean nothing', () => {
    expect(parseExpression('  f ( a,b )*  2 ')).toEqual(parseExpression('f(a, b) * 2'));
  });
});

describe('a text that is no expression is an error with the place where it stops making sense', () => {
  test.each([
    { text: '', message: 'expected a name, a number or (, found the end' },
    { text: '   ', message: 'found the end' },
    { text: 'a +', message: 'expected a name, a number or (, found the end' },
    { text: 'a b', message: 'expected * + - or the end, found "b" at character 3' },
    { text: '(a + b', message: 'expected ), found the end' },
    { text: 'a)', message: 'expected * + - or the end, found ")" at character 2' },
    { text: 'f(a', message: 'expected ) or ,, found the end' },
    { text: 'f(a b)', message: 'expected ) or ,, found "b" at character 5' },
    { text: 'f(a,)', message: 'expected a name, a number or (, found ")" at character 5' },
    { text: 'f(,a)', message: 'expected a name, a number or (, found "," at character 3' },
    { text: 'a * * b', message: 'expected a name, a number or (, found "*" at character 5' },
    { text: '2 miles', message: 'expected * + - or the end, found "miles" at character 3' },
    { text: 'a / b', message: 'cannot read "/ b" at character 3' },
    { text: 'a ** 2', message: 'found "*" at character 4' },
    { text: 'clip(x; 0)', message: 'cannot read "; 0)" at character 7' },
    { text: "equals(flag, 'N')", message: `cannot read "'N')" at character 14` },
    { text: '.5', message: 'cannot read ".5" at character 1' },
    { text: 'a.b.c', message: 'cannot read ".c" at character 4' },
    { text: 'größe', message: 'cannot read "ö' },
  ])('$text', ({ text, message }) => {
    const failure = expect.objectContaining({
      code: 'contract',
      message: expect.stringContaining(message),
      hint: 'an expression is made of column names, numbers, function calls and the signs * + -',
    });
    expect(() => parseExpression(text)).toThrow(failure);
    expect(() => parseExpression(text)).toThrow(`in the expression "${text}"`);
  });
});

describe('printing', () => {
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .double({ min: 0, noNaN: true, noDefaultInfinity: true })
        .map((value) => ({ op: 'literal' as const, value: value + 0 })),
      fc.constantFrom('a', 'b', 'miles', 'zones.Borough').map((name) => ({ op: 'name' as const, name })),
      fc.record({
        op: fc.constant('call' as const),
        name: fc.constantFrom('log', 'clip'),
        args: fc.array(tie('tree'), { maxLength: 3 }),
      }),
      fc.record({
        op: fc.constantFrom('*' as const, '+' as const, '-' as const),
        left: tie('tree'),
        right: tie('tree'),
      }),
    ),
  }));

  test('is read back, and printed again it is the same text', () => {
    fc.assert(
      fc.property(tree, (any) => {
        const text = printExpression(any);
        expect(printExpression(parseExpression(text))).toBe(text);
      }),
    );
  });

  test('means what the tree means', () => {
    const plain = fc.letrec<{ tree: Expression }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        // Whole numbers, so that sums and products of any grouping are exact.
        fc.integer({ min: 0, max: 9 }).map((value) => ({ op: 'literal' as const, value })),
        fc.constantFrom('a', 'b').map((name) => ({ op: 'name' as const, name })),
        fc.record({
          op: fc.constantFrom('*' as const, '+' as const, '-' as const),
          left: tie('tree'),
          right: tie('tree'),
        }),
      ),
    })).tree;
    const names = { a: 3, b: -2 };
    fc.assert(
      fc.property(plain, (any) => {
        const value = worthOf(any, names);
        fc.pre(Math.abs(value) < 2 ** 50);
        expect(worthOf(parseExpression(printExpression(any)), names) + 0).toBe(value + 0);
      }),
    );
  });

  test.each([
    ['a*(b+c)', 'a * (b + c)'],
    ['a-(b-c)', 'a - (b - c)'],
    ['(a*b)+c', 'a * b + c'],
    ['-a', '0 - a'],
    ['clip( x,0.1,45 )', 'clip(x, 0.1, 45)'],
  ])('of %s is %s', (text, printed) => {
    expect(printExpression(parseExpression(text))).toBe(printed);
  });
});
