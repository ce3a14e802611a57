import { describe, expect, it } from 'vitest';
import { decide } from '../../pipeline/retrain/decide.ts';
import type { RetrainFacts } from '../../pipeline/retrain/decision.ts';

const FACTS: RetrainFacts = {
  policy: undefined,
  newPeriods: [],
  newest: '2021-03',
  champion: { version: 'v1', publishedAt: '2021-05-01T10:00:00Z' },
  today: '2021-05-11',
  asked: false,
  history: [],
  unseen: [],
  answered: false,
};

describe('a retraining', () => {
  it.each<[what: string, facts: Partial<RetrainFacts>, reasons: string[]]>([
    ['waits while nothing is new', {}, ['wait', 'No new month: 2021-03 is the newest there is.']],
    [
      'is not due for a new month, where the contract says nothing',
      { newPeriods: ['2021-03'] },
      ['wait', 'No new month: 2021-03 is the newest there is.'],
    ],
    [
      'is due for every new month by a policy that says so',
      { newPeriods: ['2021-02', '2021-03'], policy: { new_data: true } },
      ['retrain', 'New data: 2021-02, 2021-03.'],
    ],
    [
      'is not due while the champion is as old as it may be',
      { policy: { new_data: false, max_age_days: 10 } },
      ['wait', 'No new month: 2021-03 is the newest there is.'],
    ],
    [
      'is due a day later',
      { policy: { new_data: false, max_age_days: 9 } },
      ['retrain', 'The champion v1 is 10 days old; retrain.max_age_days is 9.'],
    ],
    ['is due where there is no champion', { champion: undefined }, ['retrain', 'There is no champion yet.']],
    [
      'is not due again where the first candidate was refused, until another month is there',
      { champion: undefined, answered: true },
      [
        'wait',
        'There is no champion yet, and no month since 2021-03, on which a candidate was judged already.',
      ],
    ],
    [
      'gives every reason',
      { asked: true, newPeriods: ['2021-04'], policy: { new_data: true, max_age_days: 1 } },
      [
        'retrain',
        'It was asked for.',
        'New data: 2021-04.',
        'The champion v1 is 10 days old; retrain.max_age_days is 1.',
      ],
    ],
  ])('%s', (_, facts, [kind, ...reasons]) => {
    expect(decide({ ...FACTS, ...facts })).toEqual({ kind, reasons });
  });
});
