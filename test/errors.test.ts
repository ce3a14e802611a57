import { expect, test } from 'vitest';
import { type ErrorCode, EXIT_CODES, RatchetError } from '../pipeline/errors.ts';

test('an error carries its code, hint, place and cause', () => {
  const cause = new Error('no such column');
  const error = new RatchetError('contract', 'Unknown feature.', {
    hint: 'Name a column of the data.',
    cause,
    file: 'model.yaml',
    line: 7,
  });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'RatchetError',
    code: 'contract',
    message: 'Unknown feature.',
    hint: 'Name a column of the data.',
    file: 'model.yaml',
    line: 7,
    exitCode: 2,
  });
  expect(error.cause).toBe(cause);
});

test('an error without options has an empty hint, no place and no cause', () => {
  const error = new RatchetError('internal', 'Bug.');
  expect(error.hint).toBe('');
  expect(error.file).toBeUndefined();
  expect(error.line).toBeUndefined();
  expect('cause' in error).toBe(false);
});

test.each(Object.entries(EXIT_CODES) as [ErrorCode, number][])(
  'an error of code %s exits with %i',
  (code, exit) => {
    expect(new RatchetError(code, 'x').exitCode).toBe(exit);
  },
);

test('no error exits with 0, which says yes', () => {
  expect(Object.values(EXIT_CODES)).not.toContain(0);
});

test.each([
  { errno: 'EACCES', exit: 2 },
  { errno: 'EPERM', exit: 2 },
  { errno: 'EROFS', exit: 2 },
  { errno: 'ENOSPC', exit: 4 },
])('an io error caused by $errno exits with $exit', ({ errno, exit }) => {
  const cause = Object.assign(new Error('open'), { code: errno });
  expect(new RatchetError('io', 'Cannot write.', { cause }).exitCode).toBe(exit);
  expect(new RatchetError('data', 'Cannot read.', { cause }).exitCode).toBe(3);
});
