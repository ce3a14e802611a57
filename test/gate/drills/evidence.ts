import { better, DIGESTS, gateInput, tied, worse } from '../gate-case.ts';
import type { Drill } from './drill.ts';
import {
  anchoredInput,
  candidate,
  champion,
  evaluation,
  month,
  withoutModel,
  withSse,
} from './drill-inputs.ts';

/** Where the figures cannot be trusted, nothing is decided. */
export const evidenceDrills: readonly Drill[] = [
  {
    description: 'an anchor that was not scored',
    input: { ...anchoredInput(tied, 1), anchor: undefined },
    kind: 'undecided',
    says: /^The anchor sha256:b+ was not scored on the judging rows\.$/,
  },
  {
    description: 'NaN in the sums',
    input: gateInput(better, { evaluation: withSse('candidate', 3, Number.NaN) }),
    kind: 'undecided',
    says: /^NaN or infinite: evaluation\.total\.sse\.candidate\[3\]\.$/,
  },
  {
    description: 'Infinity in the latency',
    input: gateInput(better, { candidate: { ...candidate, latencyMs: Number.POSITIVE_INFINITY } }),
    kind: 'undecided',
    says: /^NaN or infinite: candidate\.latencyMs\.$/,
  },
  {
    description: 'a candidate that has seen the judging month',
    input: gateInput(better, {
      candidate: { ...candidate, trainedOn: [...candidate.trainedOn, month] },
      validation: [...gateInput().validation, { period: '2021-02', role: 'training', ok: true, errors: [] }],
    }),
    kind: 'undecided',
    says: /^The candidate was trained on 2021-02, and cannot be judged on the same rows\.$/,
  },
  {
    description: 'a champion that has seen the judging file under another name',
    input: gateInput(better, {
      champion: { ...champion, trainedOn: [{ period: '2020-12', sha256: month.sha256 }] },
    }),
    kind: 'undecided',
    says: /^The champion v1 was trained on 2020-12, and cannot be judged/,
  },
  {
    description: 'a candidate that does not say what it was trained on',
    input: gateInput(better, { candidate: { ...candidate, trainedOn: [] } }),
    kind: 'undecided',
    says: /^What The candidate was trained on is not known\.$/,
  },
  {
    description: 'a champion that does not reproduce its recorded error',
    input: gateInput(better, {
      champion: { ...champion, rescored: { rows: 56_000, rmse: 5.4 * (1 + 2e-9) } },
    }),
    kind: 'undecided',
    says: /^The champion v1 does not reproduce its recorded error on 2021-02: RMSE 5\.40000001\d* on 56000 rows, recorded 5\.4 on 56000; scoring code or data changed\.$/,
  },
  {
    description: 'a champion scored on other rows than recorded',
    input: gateInput(better, { champion: { ...champion, rescored: { rows: 55_999, rmse: 5.4 } } }),
    kind: 'undecided',
    says: /does not reproduce .* on 55999 rows/,
  },
  {
    description: 'an evaluation without the mean',
    input: gateInput(better, { evaluation: withoutModel('mean'), baselines: [] }),
    kind: 'undecided',
    says: /^The evaluation has no row for mean\.$/,
  },
  {
    description: 'an evaluation without a comparison of the contract',
    input: gateInput(better, { evaluation: withoutModel('course-baseline') }),
    kind: 'undecided',
    says: /^The evaluation has no row for course-baseline\.$/,
  },
  {
    description: 'invalid holdout data',
    input: gateInput(better, {
      validation: [
        gateInput().validation[0]!,
        { period: '2021-02', role: 'holdout', ok: false, errors: ['12 % of trip_distance is null'] },
      ],
    }),
    kind: 'undecided',
    says: /^Invalid data: holdout 2021-02 \(12 % of trip_distance is null\)\.$/,
  },
  {
    description: 'data that was not validated',
    input: gateInput(better, { validation: [] }),
    kind: 'undecided',
    says: /^No validation report for training 2021-01 and holdout 2021-02\.$/,
  },
  {
    description: 'an evaluation of another candidate',
    input: gateInput(better, { candidate: { ...candidate, digest: DIGESTS.anchor } }),
    kind: 'undecided',
    says: /^The evaluation does not fit: its candidate is sha256:c+, not sha256:b+\.$/,
  },
  {
    description: 'an evaluation that left the champion out',
    input: gateInput(better, { evaluation: withoutModel('champion') }),
    kind: 'undecided',
    says: /^The evaluation does not fit: its champion is missing, not sha256:a+\.$/,
  },
  {
    description: 'metrics that its sums do not give',
    input: gateInput(better, { evaluation: withSse('candidate', 0, 1) }),
    kind: 'undecided',
    says: /^The evaluation does not fit: candidate has RMSE 5\.\d+ on 56000 rows, by its sums 5\.\d+ on 56000\.$/,
  },
  {
    description: 'an evaluation of another month',
    input: gateInput(better, { evaluation: { ...evaluation, periods: ['2021-03'] } }),
    kind: 'undecided',
    says: /^The evaluation does not fit: it judged 2021-03, not 2021-02\.$/,
  },
  {
    description: 'a worse model of which no one can say that it did not leak',
    input: gateInput(worse, { champion: { ...champion, trainedOn: [month] } }),
    kind: 'undecided',
    says: /^The champion v1 was trained on 2021-02/,
  },
];
