import { describe, expect, it } from 'vitest';
import { monthRecord } from '../../pipeline/records/month-record.ts';
import { judgedMonths, watchedMonths } from '../../pipeline/retrain/loop-history.ts';
import { runOf } from '../records/records.ts';
import { reportOf } from './report-of.ts';

const ORIGIN = { at: '2024-05-06T05:23:00.000Z', runUrl: 'https://github.test/runs/1' };

describe('what is known of the months', () => {
  it('is the last word on each, in their order', () => {
    const records = [reportOf('2024-04', ['drift']), reportOf('2024-03'), reportOf('2024-04', ['decay'])];
    const kept = records.map((report) => monthRecord(report, ORIGIN));
    expect(watchedMonths(kept)).toEqual([
      { period: '2024-03', digest: 'a'.repeat(64), causes: [], sentences: {} },
      {
        period: '2024-04',
        digest: 'a'.repeat(64),
        causes: ['decay'],
        sentences: { decay: 'decay is told.' },
      },
    ]);
  });
});

describe('months that a candidate was judged on', () => {
  const run = {
    trigger: 'continuous-training',
    artifacts: { release: 'https://github.test/pull/5' },
  } as const;
  const history = [{ period: '2024-03', digest: '3'.repeat(64), causes: [], sentences: {} }];
  const verdict = (kind: 'hold' | 'promote' | 'undecided') => ({ kind, reasons: ['So it is.'] });

  it.each([
    ['are those of continuous training', runOf(run), true],
    ['are not those of other runs', runOf({ ...run, trigger: 'release' }), false],
    [
      'are those of a candidate that was held',
      runOf({ ...run, artifacts: {}, verdict: verdict('hold') }),
      true,
    ],
    [
      'are not those on which nothing could be decided',
      runOf({ ...run, verdict: verdict('undecided') }),
      false,
    ],
    ['are not those whose winner never got to be a release', runOf({ ...run, artifacts: {} }), false],
  ])('%s', (_, one, isJudged) => {
    expect([...judgedMonths([one], history)]).toEqual(isJudged ? ['2024-03'] : []);
  });

  it('are not those whose file is another by now', () => {
    const republished = [{ ...history[0]!, digest: '4'.repeat(64) }];
    expect(judgedMonths([runOf(run)], republished).size).toBe(0);
  });
});
