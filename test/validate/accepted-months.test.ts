import { describe, expect, it, test } from 'vitest';
import {
  acceptedMonthsSchema,
  reasonToAccept,
  withAcceptance,
} from '../../pipeline/validate/accepted-months.ts';
import { validationReportSchema } from '../../pipeline/validate/report.ts';
import { judge, rides, SOURCE } from './judge-rides.ts';

const broken = judge(
  [{ nulls: 'miles', max_share: 0, severity: 'error' }],
  rides({ miles: [1, Number.NaN, 3, 4] }),
);
const sound = judge([], rides());
const acceptance = { sha256: SOURCE.sha256, reason: 'The meter was off that day.' };
const OTHER = 'b'.repeat(64);

describe('a month that breaks its checks', () => {
  it('stays broken where nobody accepted it', () => {
    expect(broken.ok).toBe(false);
    expect(withAcceptance(broken, undefined)).toBe(broken);
  });

  it('is valid where this very file was accepted, and what breaks it is still told', () => {
    const accepted = withAcceptance(broken, acceptance);
    expect(accepted.ok).toBe(true);
    expect(accepted.violations.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['accepted month', 'warning', 'accepted as it is: The meter was off that day.'],
      ['nulls in miles', 'warning', broken.violations[0]!.message],
    ]);
    expect(validationReportSchema.parse(accepted)).toEqual(accepted);
  });

  it('stays broken where another file was accepted', () => {
    const { ok, violations } = withAcceptance(broken, { ...acceptance, sha256: OTHER });
    expect([ok, violations.map(({ severity }) => severity)]).toEqual([false, ['error', 'error']]);
  });
});

test('a sound month that was accepted as another file is invalid until somebody has looked again', () => {
  expect(sound.ok).toBe(true);
  const { ok, violations } = withAcceptance(sound, { ...acceptance, sha256: OTHER });
  expect(ok).toBe(false);
  expect(violations.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
    [
      'accepted month',
      'error',
      `accepted was the file with the sha256 ${OTHER}, found ${SOURCE.sha256}; look at it anew, or take the month out of accepted-months.yaml`,
    ],
  ]);
});

test('a reason counts for the month and the file that it is about', () => {
  const accepted = { '2021-01': acceptance };
  expect(reasonToAccept(accepted, '2021-01', SOURCE.sha256)).toBe('The meter was off that day.');
  expect(reasonToAccept(accepted, '2021-01', OTHER)).toBeUndefined();
  expect(reasonToAccept(accepted, '2021-02', SOURCE.sha256)).toBeUndefined();
});

test('a reason of several lines is one', () => {
  const text = { '2021-01': { ...acceptance, reason: '  The meter\n\n  was off. \n' } };
  expect(acceptedMonthsSchema.parse(text)).toEqual({
    '2021-01': { ...acceptance, reason: 'The meter was off.' },
  });
});

test.each([
  ['no month', { 'January 2021': acceptance }, '"January 2021"'],
  ['no sha256', { '2021-01': { reason: 'So.' } }, 'sha256'],
  [
    'the beginning of one',
    { '2021-01': { ...acceptance, sha256: 'a'.repeat(12) } },
    'a sha256 is 64 hex digits',
  ],
  ['no reason', { '2021-01': { ...acceptance, reason: null } }, 'reason'],
  ['an empty reason', { '2021-01': { ...acceptance, reason: '  ' } }, 'say why the month is right as it is'],
  ['anything else', { '2021-01': { ...acceptance, rows: 4 } }, 'rows'],
])('what is written down is refused with %s', (_, text, says) => {
  const { success, error } = acceptedMonthsSchema.safeParse(text);
  expect(success).toBe(false);
  expect(JSON.stringify(error!.issues)).toContain(says.replaceAll('"', ''));
});
