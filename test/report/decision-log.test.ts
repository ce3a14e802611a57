import { expect, it } from 'vitest';
import type { RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { decisionLog } from '../../pipeline/report/decision-log.ts';
import { incidentOf, monthOf, runOf } from '../records/records.ts';

it('all that happened is told in order and in sentences, what was found before what was made of it', () => {
  const at = '2024-05-06T05:23:00.000Z';
  const promoted = {
    event: 'promoted',
    version: 'v3',
    at: '2024-05-07T09:00:00.000Z',
    basis: 'better',
    reason: 'Better than the champion v2.',
    by: 'ann',
  } as RegistryEvent;
  const log = decisionLog({
    events: [promoted],
    runs: [runOf({ trigger: 'continuous-training', at })],
    months: [
      monthOf({ at, decision: { kind: 'retrain', reasons: ['Drift: miles has moved.', 'It is old.'] } }),
      monthOf({
        at: '2024-04-01T00:00:00.000Z',
        period: '2024-03',
        version: null,
        verdict: { kind: 'healthy', causes: [], reasons: ['2024-03 is an ordinary month beside 2024-02.'] },
        rmse: null,
      }),
    ],
    incidents: [
      incidentOf({ at, kind: 'drift', title: 'miles has moved', answeredBy: 'https://github.test/pull/7' }),
    ],
    unit: 'min',
  });
  expect(log.map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ['month', '2024-03 was watched: 2024-03 is an ordinary month beside 2024-02.'],
    [
      'month',
      '2024-04 was watched with v2: miles has moved. It is an alarm for drift and decay. RMSE 5.500 min, where a baseline fitted on that month errs by 11.000. It was decided to retrain: Drift: miles has moved. It is old.',
    ],
    [
      'incident',
      'The incident #7 about drift was opened: miles has moved. It is answered by https://github.test/pull/7.',
    ],
    [
      'run',
      'By continuous training, a model was trained on 2024-01 and 2024-02: RMSE 4.500 min on 2024-03. The gate let it through: Better than the champion v1.',
    ],
    ['registry', 'v3 became the champion, as better (asked for by ann): Better than the champion v2.'],
  ]);
  expect(log.map(({ run }) => run)).toEqual([...Array(4).fill('https://github.test/runs/1'), undefined]);
});
