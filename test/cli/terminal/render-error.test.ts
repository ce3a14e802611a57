import { describe, expect, it } from 'vitest';
import { renderError } from '../../../cli/terminal/render-error.ts';
import { RatchetError } from '../../../pipeline/errors.ts';

describe('renderError', () => {
  it('says what is wrong, where, and what to do, in lines that fit', () => {
    const error = new RatchetError(
      'contract',
      'features.numbers.miles: expected a column, a number or a key, found trip_distence, which is none of them',
      { hint: 'write trip_distance', file: 'models/nyc-green-taxi/model.yaml', line: 61 },
    );
    expect(renderError(error, { color: false, width: 80 })).toBe(
      `error: features.numbers.miles: expected a column, a number or a key, found
       trip_distence, which is none of them
    at models/nyc-green-taxi/model.yaml:61
what to do: write trip_distance
`,
    );
  });

  it('leaves out what an error does not know', () => {
    const error = new RatchetError('data', 'no rows');
    expect(renderError(error, { color: false })).toBe('error: no rows\n');
    expect(renderError(new RatchetError('io', 'gone', { file: 'a.csv' }), { color: false })).toBe(
      'error: gone\n    at a.csv\n',
    );
  });

  it('asks to report an error that nobody foresaw, whatever was thrown', () => {
    expect(renderError(new TypeError('x is not a function'), { color: false })).toMatch(
      /^error: x is not a function\nwhat to do: run it again with RATCHET_DEBUG=1/,
    );
    expect(renderError('a plain text', { color: false })).toMatch(/^error: a plain text\n/);
    expect(renderError(undefined, { color: false })).toMatch(/^error: undefined\n/);
  });

  it('shows no stack, unless it is asked to; then causes too', () => {
    const error = new RatchetError('io', 'cannot read', { cause: new Error('EACCES') });
    expect(renderError(error, { color: false })).not.toContain('    at ');
    const verbose = renderError(error, { color: false, verbose: true });
    expect(verbose).toContain('RatchetError: cannot read\n    at ');
    expect(verbose).toContain('Error: EACCES\n    at ');
  });

  it('paints its labels where the terminal has colours', () => {
    const error = new RatchetError('data', 'no rows', { hint: 'look at the file' });
    expect(renderError(error, { color: true })).toBe(
      '\u001b[31m\u001b[1merror:\u001b[22m\u001b[39m no rows\n\u001b[1mwhat to do:\u001b[22m look at the file\n',
    );
  });
});
