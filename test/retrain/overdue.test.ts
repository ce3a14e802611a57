import { expect, it } from 'vitest';
import { overdueWarning } from '../../pipeline/retrain/overdue.ts';

const contract = (...days: number[]) => ({
  checks: days.map((freshness_days) => ({ freshness_days, severity: 'warning' as const })),
});

it('a month is overdue when the newest ended longer ago than the contract lets data be old', () => {
  // 2021-03 ends as 2021-04-01 begins; 2021-07-30 is 120 days after that.
  expect(overdueWarning(contract(120), '2021-03', '2021-07-30')).toBeUndefined();
  expect(overdueWarning(contract(120), '2021-03', '2021-07-31')?.sentence).toBe(
    '2021-04 is overdue: 2021-03 ended 121 days ago, and freshness_days is 120.',
  );
});

it('the strictest of several checks counts, and without one no month is ever overdue', () => {
  expect(overdueWarning(contract(120, 30), '2021-12', '2022-02-01')?.sentence).toBe(
    '2022-01 is overdue: 2021-12 ended 31 days ago, and freshness_days is 30.',
  );
  expect(overdueWarning(contract(), '2021-03', '2031-01-01')).toBeUndefined();
});
