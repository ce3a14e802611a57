import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause } from '../../pipeline/monitor/monitor-report.ts';
import { decide } from '../../pipeline/retrain/decide.ts';
import type { RetrainFacts } from '../../pipeline/retrain/decision.ts';
import { type DecidedMonth, isViolated } from '../../pipeline/retrain/history.ts';

const watched = (period: string, causes: Cause[] = [], trained = false): DecidedMonth => ({
  period,
  causes,
  sentences: Object.fromEntries(causes.map((cause) => [cause, `${cause} is told.`])),
  trained,
});

const FACTS: RetrainFacts = {
  policy: undefined,
  newPeriods: ['2021-06'],
  newest: '2021-06',
  champion: { version: 'v1', publishedAt: '2021-05-01T10:00:00Z' },
  today: '2021-07-15',
  asked: false,
  history: [],
  unseen: [],
  answered: false,
};
const decideOn = (history: DecidedMonth[], facts: Partial<RetrainFacts> = {}) => {
  const { kind, reasons } = decide({ ...FACTS, history, ...facts });
  return [kind, ...reasons];
};

describe('a decision over watched months', () => {
  it('waits while months are healthy', () => {
    expect(decideOn([watched('2021-06')])).toEqual([
      'wait',
      'Nothing in 2021-06 asks for training: it is healthy.',
    ]);
  });

  it.each(['drift', 'decay', 'schema'] as const)('trains on %s', (cause) => {
    const name = `${cause[0]!.toUpperCase()}${cause.slice(1)}`;
    expect(decideOn([watched('2021-06', [cause])])).toEqual(['retrain', `${name}: ${cause} is told.`]);
  });

  it('trains by default once three months are new to the champion', () => {
    const unseen = ['2021-03', '2021-04', '2021-05'];
    expect(decideOn([watched('2021-06')], { unseen })).toEqual([
      'retrain',
      'The champion was not trained on 3 newer months: 2021-03, 2021-04 and 2021-05.',
    ]);
    expect(decideOn([watched('2021-06')], { unseen: unseen.slice(1) })[0]).toBe('wait');
  });

  it.each(['data', 'slice', 'labels'] as const)(
    'learns nothing from a month whose %s are broken',
    (cause) => {
      expect(decideOn([watched('2021-06', [cause, 'drift', 'decay'])])).toEqual([
        'wait',
        `2021-06 is broken, and neither trained on nor judged by until a person has looked: ${cause} is told.`,
      ]);
    },
  );

  it('asks for drift in n of the last m months, and in the latest', () => {
    const policy = { new_data: false, drift: [2, 3] as [number, number] };
    const [d, h] = [(month: string) => watched(month, ['drift']), (month: string) => watched(month)];
    expect(decideOn([d('2021-06')], { policy })[0]).toBe('wait');
    expect(decideOn([d('2021-04'), h('2021-05'), d('2021-06')], { policy })).toEqual([
      'retrain',
      'Drift in 2 of the last 3 months: drift is told.',
    ]);
    expect(decideOn([d('2021-04'), d('2021-05'), h('2021-06')], { policy })[0]).toBe('wait');
    expect(decideOn([d('2021-03'), h('2021-04'), h('2021-05'), d('2021-06')], { policy })[0]).toBe('wait');
  });

  it('does not count what was seen before the last training', () => {
    const policy = { new_data: false, drift: [2, 3] as [number, number] };
    const history = [watched('2021-04', ['drift'], true), watched('2021-05'), watched('2021-06', ['drift'])];
    expect(decideOn(history, { policy })[0]).toBe('wait');
  });

  it('rests after a training, and says what it would have trained for', () => {
    const history = [watched('2021-05', ['drift'], true), watched('2021-06', ['drift'])];
    expect(decideOn(history)).toEqual([
      'wait',
      '0 months since the last training, and retrain.cooldown_months is 1.',
      'Drift: drift is told.',
    ]);
    expect(decideOn([...history, watched('2021-07', ['drift'])])[0]).toBe('retrain');
  });

  it('keeps to its budget', () => {
    const policy = { new_data: true, budget: 1 };
    const history = [watched('2021-05', [], true), watched('2021-06')];
    expect(decideOn(history, { policy })).toEqual([
      'wait',
      '1 training in the last 12 months, and retrain.budget is 1.',
      'New data: 2021-06.',
    ]);
  });

  it('trains a champion that is too old, whatever the months are like', () => {
    const policy = { new_data: false, max_age_days: 60 };
    expect(decideOn([watched('2021-06')], { policy })).toEqual([
      'retrain',
      'The champion v1 is 75 days old; retrain.max_age_days is 60.',
    ]);
  });

  it('trains where a person asks for it, or no champion is there, whatever was watched', () => {
    const history = [watched('2021-06', ['data'])];
    expect(decideOn(history, { asked: true })[0]).toBe('retrain');
    expect(decideOn(history, { champion: undefined })[0]).toBe('retrain');
  });

  it('does not train again for a month that a training has answered, whatever came of it', () => {
    const answer = ['wait', 'No new month since 2021-06, on which a candidate was judged already.'];
    const policy = { new_data: true, max_age_days: 1 };
    expect(decideOn([watched('2021-06', ['drift', 'decay'], true)], { policy })).toEqual(answer);
    expect(decideOn([], { policy, answered: true })).toEqual(answer);
    expect(decideOn([watched('2021-06', [], true)], { asked: true })[0]).toBe('retrain');
  });

  it('waits where no month was watched yet', () => {
    expect(decideOn([])).toEqual(['wait', 'No new month: 2021-06 is the newest there is.']);
  });
});

it('a cause that does not hold in the latest month is never violated, and more months never undo one', () => {
  const month = fc.boolean().map((drifts) => watched('2021-06', drifts ? ['drift'] : []));
  fc.assert(
    fc.property(
      fc.array(month),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      (history, n, more) => {
        const isNow = history.at(-1)?.causes.includes('drift') ?? false;
        const found = isViolated(history, 'drift', [n, n + more]);
        expect(!found || isNow).toBe(true);
        expect(!found || isViolated(history, 'drift', [n, n + more + 1])).toBe(true);
      },
    ),
  );
});
