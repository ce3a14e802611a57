import { describe, expect, it } from 'vitest';
import { monthRecord } from '../../pipeline/records/month-record.ts';
import { judgedMonths, watchedMonths, withAccepted } from '../../pipeline/retrain/loop-history.ts';
import { planTraining } from '../../pipeline/retrain/plan-training.ts';
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

describe('a broken month that people accepted', () => {
  const digest = 'a'.repeat(64);
  const history = watchedMonths([
    monthRecord(reportOf('2024-03', ['labels']), ORIGIN),
    monthRecord(reportOf('2024-04', ['slice', 'drift', 'data']), ORIGIN),
  ]);
  const accepted = (sha256: string) => ({ '2024-04': { sha256, reason: 'So it was.' } });

  it('is broken no more, and what else was found of it counts', () => {
    const [march, april] = withAccepted(history, accepted(digest));
    expect(march).toBe(history[0]);
    expect(april).toEqual({ ...history[1], causes: ['drift'] });
  });

  it('stays broken as another file', () => {
    expect(withAccepted(history, accepted('b'.repeat(64)))).toEqual(history);
  });

  it('is trained on and judged by as any other', () => {
    const facts = {
      policy: undefined,
      today: '2024-06-15',
      asked: false,
      window: { max_periods: 2, holdout: 1 },
      known: ['2024-01', '2024-02', '2024-03', '2024-04'],
      fresh: ['2024-04'],
      invalid: [],
      judged: new Set<string>(),
      champion: {
        version: 'v1',
        publishedAt: '2024-03-01T00:00:00Z',
        trainedOn: ['2024-01'],
        judgedOn: ['2024-02'],
      },
    };
    const held = planTraining({ ...facts, history });
    expect([held.decision.kind, held.train, held.holdout]).toEqual(['wait', ['2024-01'], ['2024-02']]);
    const free = planTraining({ ...facts, history: withAccepted(history, accepted(digest)) });
    expect([free.decision, free.train, free.holdout]).toEqual([
      { kind: 'retrain', reasons: ['Drift: drift is told.'] },
      ['2024-01', '2024-02'],
      ['2024-04'],
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
