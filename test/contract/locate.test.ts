import { describe, expect, test } from 'vitest';
import { locateYaml } from '../../pipeline/contract/locate.ts';

const TEXT = `# a comment
name: rides
source:
  kind: monthly-file

columns:
  at: { type: timestamp,
        from: [a, b] }
checks:
  - { nulls: at, severity: error }
  -
    range: miles
    min: 0
`;

describe('a located YAML text', () => {
  const { value, lineOf } = locateYaml(TEXT, 'model.yaml');

  test('has its value', () => {
    expect(value).toMatchObject({
      name: 'rides',
      columns: { at: { from: ['a', 'b'] } },
      checks: [{ nulls: 'at' }, { min: 0 }],
    });
  });

  test.each([
    { path: [], line: 1 },
    { path: ['name'], line: 2 },
    { path: ['source', 'kind'], line: 4 },
    { path: ['columns', 'at'], line: 7 },
    { path: ['columns', 'at', 'from'], line: 8 },
    { path: ['columns', 'at', 'from', 1], line: 8 },
    { path: ['checks'], line: 9 },
    { path: ['checks', 0, 'severity'], line: 10 },
    { path: ['checks', 1, 'min'], line: 13 },
    // What is not there is told with the nearest parent that is.
    { path: ['checks', 1, 'max'], line: 12 },
    { path: ['source', 'file', 'deeper'], line: 3 },
    { path: ['title'], line: 1 },
  ])('knows that $path is on line $line', ({ path, line }) => {
    expect(lineOf(path)).toBe(line);
  });
});

describe('a text that is no YAML is an error with its line', () => {
  test.each([
    { text: 'a: 1\nb: [1, 2\nc: 3\n', line: 3, why: 'a list that is not closed' },
    { text: 'a: 1\na: 2\n', line: 2, why: 'a key twice' },
    { text: 'a:\n\tb: 1\n', line: 2, why: 'a tab as indentation' },
    { text: 'a: b: c\n', line: 1, why: 'a colon inside a text' },
    { text: 'a: *b\n', line: 1, why: 'an alias of nothing' },
  ])('$why', ({ text, line }) => {
    const failure = expect.objectContaining({
      code: 'contract',
      file: 'model.yaml',
      line,
      message: expect.stringContaining('not valid YAML'),
    });
    expect(() => locateYaml(text, 'model.yaml')).toThrow(failure);
  });
});
