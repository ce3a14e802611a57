import { describe, expect, it } from 'vitest';
import type { Cause } from '../../pipeline/monitor/monitor-report.ts';
import type { WatchedMonth } from '../../pipeline/retrain/history.ts';
import { type LoopFacts, planTraining } from '../../pipeline/retrain/plan-training.ts';

const watched = (period: string, ...causes: Cause[]): WatchedMonth => ({
  period,
  causes,
  sentences: Object.fromEntries(causes.map((cause) => [cause, `${cause} is told.`])),
});

/** v1 was trained on 2021-01 and judged on 2021-02; three months have come since. */
const FACTS: LoopFacts = {
  policy: undefined,
  today: '2021-07-15',
  asked: false,
  window: { max_periods: 2, holdout: 1 },
  known: ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05'],
  fresh: ['2021-05'],
  invalid: [],
  history: [watched('2021-03'), watched('2021-04'), watched('2021-05', 'drift')],
  judged: new Set(),
  champion: {
    version: 'v1',
    publishedAt: '2021-03-01T00:00:00Z',
    trainedOn: ['2021-01'],
    judgedOn: ['2021-02'],
  },
};
const plan = (facts: Partial<LoopFacts> = {}) => {
  const { decision, train, holdout } = planTraining({ ...FACTS, ...facts });
  return [decision.kind, decision.reasons[0], train.join(), holdout.join()];
};
const INVALID = [{ period: '2021-05', faults: [{ message: 'miles are null', rows: 7 }] }];

describe('a turn of the loop', () => {
  it('trains on the months before the newest, which judges', () => {
    expect(plan()).toEqual(['retrain', 'Drift: drift is told.', '2021-03,2021-04', '2021-05']);
  });

  it('leaves a broken month out of training', () => {
    const history = [watched('2021-03'), watched('2021-04', 'slice'), watched('2021-05', 'drift')];
    expect(plan({ history })).toEqual(['retrain', 'Drift: drift is told.', '2021-02,2021-03', '2021-05']);
  });

  it('waits while the newest is broken, whether it was watched or could not even be read', () => {
    const told = '2021-05 is broken, and neither trained on nor judged by until a person has looked: ';
    expect(plan({ history: [watched('2021-05', 'labels', 'drift')] }).slice(0, 2)).toEqual([
      'wait',
      `${told}labels is told.`,
    ]);
    const known = FACTS.known.slice(0, -1);
    expect(plan({ known, fresh: [], history: [], invalid: INVALID }).slice(0, 2)).toEqual([
      'wait',
      `${told}miles are null`,
    ]);
    expect(plan({ invalid: INVALID })[1]).toBe(`${told}miles are null`);
  });

  it('judges on the month before a broken one, where a person asks for training', () => {
    expect(plan({ invalid: INVALID, asked: true })).toEqual([
      'retrain',
      'It was asked for.',
      '2021-02,2021-03',
      '2021-04',
    ]);
  });

  it('does not ask again what was answered: by a candidate that was held, or by the champion itself', () => {
    const answer = 'No new month since 2021-05, on which a candidate was judged already.';
    expect(plan({ judged: new Set(['2021-05']) }).slice(0, 2)).toEqual(['wait', answer]);
    const champion = { ...FACTS.champion!, trainedOn: ['2021-03', '2021-04'], judgedOn: ['2021-05'] };
    expect(plan({ champion }).slice(0, 2)).toEqual(['wait', answer]);
  });

  it('rests after a month on which a candidate was held', () => {
    expect(plan({ judged: new Set(['2021-04']) })[1]).toBe(
      '0 months since the last training, and retrain.cooldown_months is 1.',
    );
  });

  it('trains a first model, and not again until another month has come where it was refused', () => {
    const first = { champion: undefined, history: [] };
    expect(plan(first)[1]).toBe('There is no champion yet.');
    expect(plan({ ...first, judged: new Set(['2021-05']) })[0]).toBe('wait');
    expect(plan({ ...first, judged: new Set(['2021-05']), known: [...FACTS.known, '2021-06'] })[0]).toBe(
      'retrain',
    );
  });

  it('counts new data without the months that are broken', () => {
    const policy = { new_data: true };
    const history = [watched('2021-04', 'slice'), watched('2021-05')];
    expect(plan({ policy, history, fresh: ['2021-04', '2021-05'] })[1]).toBe('New data: 2021-05.');
  });

  it('waits where there are too few months', () => {
    expect(plan({ known: ['2021-05'], history: [] })).toEqual([
      'wait',
      'There are too few months to train on and to judge on: 2021-05.',
      '',
      '',
    ]);
    expect(plan({ known: [], history: [] })[1]).toBe(
      'There are too few months to train on and to judge on: none.',
    );
  });
});
