import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { verdictExitCode } from '../../pipeline/gate/exit-code.ts';
import { gate } from '../../pipeline/gate/gate.ts';
import type { GateInput } from '../../pipeline/gate/gate-input.ts';
import { RULES } from '../../pipeline/gate/rules/registry.ts';
import { type Verdict, verdictSchema } from '../../pipeline/gate/verdict.ts';
import { better, DIGESTS, gateInput, POLICY, tied, wavering, worse } from './gate-case.ts';

interface Drill {
  readonly description: string;
  readonly input: GateInput;
  readonly kind: Verdict['kind'];
  /** Has to be said in the first reason. */
  readonly says: RegExp;
}

const champion = gateInput().champion!;
const { candidate, evaluation } = gateInput();
const month = { period: '2021-02', sha256: '2'.repeat(64) };
const tiesPolicy = { ...POLICY, promote_on: 'no-worse' as const };

/** Without the champion, in facts and in figures. */
function firstInput(changes: Partial<GateInput> = {}): GateInput {
  const input = gateInput(better, { champion: undefined });
  const { champion: _, ...models } = input.evaluation.models;
  return { ...input, evaluation: { ...input.evaluation, models }, ...changes };
}

function withoutModel(name: string): GateInput['evaluation'] {
  const { [name]: _, ...models } = evaluation.models;
  return { ...evaluation, models };
}

function withSse(name: string, day: number, value: number): GateInput['evaluation'] {
  const copy = structuredClone(evaluation);
  copy.total.sse[name]![day] = value;
  return copy;
}

/** The candidate is the champion again. */
function sameInput(changes: Partial<GateInput> = {}): GateInput {
  const input = gateInput(() => 1);
  const same = { ...input.evaluation.models['candidate']!, digest: DIGESTS.champion };
  return {
    ...input,
    candidate: { ...input.candidate, digest: DIGESTS.champion },
    evaluation: { ...input.evaluation, models: { ...input.evaluation.models, candidate: same } },
    ...changes,
  };
}

/** The champion was let in as a tie; the anchor before it has `ratio` times the champion's squared error. */
function anchoredInput(candidateRatio: (day: number) => number, anchorRatio: number): GateInput {
  const input = gateInput(candidateRatio, { policy: tiesPolicy });
  return {
    ...input,
    champion: { ...champion, version: 'v2', anchorDigest: DIGESTS.anchor },
    anchor: {
      version: 'v1',
      digest: DIGESTS.anchor,
      trainedOn: champion.trainedOn,
      sse: input.evaluation.total.sse['champion']!.map((sse) => sse * anchorRatio),
    },
  };
}

const DRILLS: readonly Drill[] = [
  {
    description: 'a better model',
    input: gateInput(better),
    kind: 'promote',
    says: /^Better than the champion v1: RMSE 5\.191 min against 5\.409 min on 56,000 rows of 2021-02; difference −0\.2\d{3} min, 97\.5 % interval −0\.2\d{3} min to −0\.\d{4} min, by 28 days\.$/,
  },
  {
    description: 'a worse model',
    input: gateInput(worse),
    kind: 'reject',
    says: /^Worse than the champion v1: .* difference \+0\.2/,
  },
  {
    description: 'a tied model',
    input: gateInput(tied),
    kind: 'hold',
    says: /^No worse than the champion v1: .* Only a model shown to be better is promoted\.$/,
  },
  {
    description: 'a tied model where policy lets ties in',
    input: gateInput(tied, { policy: tiesPolicy }),
    kind: 'promote',
    says: /^No worse than the champion v1/,
  },
  {
    description: 'an inconclusive model',
    input: gateInput(wavering),
    kind: 'hold',
    says: /^Inconclusive against the champion v1: .* The days differ too much to tell\.$/,
  },
  {
    description: 'an inconclusive model where policy lets ties in',
    input: gateInput(wavering, { policy: tiesPolicy }),
    kind: 'hold',
    says: /^Inconclusive against the champion v1/,
  },
  {
    description: 'a model that is surely worse, though inside the margin, where policy lets ties in',
    input: gateInput((day) => 1.003 + 0.0001 * tied(day), { policy: tiesPolicy }),
    kind: 'reject',
    says: /^Worse than the champion v1/,
  },
  {
    description: 'a tie that the anchor, better than the champion, does not let in',
    input: anchoredInput(tied, 0.98),
    kind: 'reject',
    says: /^Worse than the anchor v1, the last version promoted as better: difference \+0\.0/,
  },
  {
    description: 'a tie with champion and anchor',
    input: anchoredInput(tied, 1),
    kind: 'promote',
    says: /^No worse than the champion v2/,
  },
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
    description: 'the first model',
    input: firstInput(),
    kind: 'promote',
    says: /^The first model: there is no champion yet/,
  },
  {
    description: 'a first model that breaks a bound',
    input: firstInput({ policy: { ...POLICY, ceiling: 5 } }),
    kind: 'reject',
    says: /^Above the ceiling: RMSE 5\.1\d\d min, ceiling 5\.000 min\.$/,
  },
  {
    description: 'a model better on the whole that breaks a slice',
    input: gateInput((day, slice) => (slice === '17' ? 1.25 : 0.55) + 0.02 * tied(day)),
    kind: 'reject',
    says: /^1 of 2 slices worse than tolerated: hour 17 \(28,000 rows\) \+0\.6\d{3} min on 5\.409 min, surely above \+0\.\d{4} min, tolerated \+0\.270\d min\.$/,
  },
  {
    description: 'a slice that the policy names and the evaluation lacks',
    input: gateInput(better, {
      policy: { ...POLICY, slices: { weekday: { by: ['weekday'], tolerance: 0.05 } } },
    }),
    kind: 'undecided',
    says: /^The evaluation has no slices by weekday\.$/,
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
    description: 'a candidate that filters out the hard rows of the holdout',
    input: gateInput(better, { evaluation: { ...evaluation, filtered: 14_000 } }),
    kind: 'reject',
    says: /^Too many rows filtered out: 3\.4 % of training rows, 20 % of holdout rows; max_filtered is 8 %\.$/,
  },
  {
    description: 'a candidate that filters out more than the champion did',
    input: gateInput(better, { candidate: { ...candidate, filteredShare: 0.075 } }),
    kind: 'hold',
    says: /^Many more rows filtered out than the 3\.4 % of champion v1: .* This needs a person\.$/,
  },
  {
    description: 'the champion again',
    input: sameInput(),
    kind: 'unchanged',
    says: /^Unchanged: the candidate is the champion v1 again\.$/,
  },
  {
    description: 'the champion again, with a slow machine and a ceiling that it no longer meets',
    input: sameInput({
      candidate: { ...candidate, digest: DIGESTS.champion, latencyMs: 50 },
      policy: { ...POLICY, ceiling: 5 },
    }),
    kind: 'unchanged',
    says: /^Unchanged/,
  },
  {
    description: 'the champion again, under scoring code that gives it another error',
    input: sameInput({ champion: { ...champion, rescored: { rows: 56_000, rmse: 5.4001 } } }),
    kind: 'undecided',
    says: /^The champion v1 does not reproduce its recorded error/,
  },
  {
    description: 'a huge model',
    input: gateInput(better, { candidate: { ...candidate, modelBytes: 1_000_001 } }),
    kind: 'reject',
    says: /^Too large: model\.json has 1,000,001 bytes, max_model_kb is 1000\.$/,
  },
  {
    description: 'a slow model',
    input: gateInput(better, { candidate: { ...candidate, latencyMs: 5.01 } }),
    kind: 'reject',
    says: /^Too slow: a prediction takes 5\.010 ms, max_latency_ms is 5\.$/,
  },
  {
    description: 'a model that was rolled back',
    input: gateInput(better, { rolledBackDigests: [DIGESTS.candidate] }),
    kind: 'hold',
    says: /^This very model was rolled back before, and is not promoted again by itself\.$/,
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
    description: 'a model that does not beat the naive baselines',
    input: gateInput(() => 3.9, { policy: { ...POLICY, ceiling: 20 } }),
    kind: 'reject',
    says: /^Worse than the champion/,
  },
  {
    description: 'a change of what models are judged by',
    input: gateInput(better, { changes: ['row filter', 'policy'] }),
    kind: 'hold',
    says: /^This changes the contract's row filter and policy, by which models are judged\. .* needs a person\.$/,
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
  {
    description: 'a number of tries that is none',
    input: gateInput(better, { attempts: -1 }),
    kind: 'undecided',
    says: /^Could not decide on "against the champion": Earlier tries on a holdout are counted from 0, not -1\.$/,
  },
];

test.each(DRILLS)('$description: $kind', ({ input, kind, says }) => {
  const verdict = gate(input);
  expect({ kind: verdict.kind, first: verdict.reasons[0] }).toEqual({
    kind,
    first: expect.stringMatching(says),
  });
  expect(verdict.rules.map(({ rule }) => rule)).toEqual(RULES.map(({ name }) => name));
  expect(verdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
});

test('all reasons are told, gravest first', () => {
  const verdict = gate(
    gateInput(tied, {
      candidate: { ...candidate, latencyMs: 9, modelBytes: 2e6 },
      baselines: ['lightgbm'],
      changes: ['holdout'],
    }),
  );
  expect(verdict.kind).toBe('undecided');
  expect(verdict.reasons.map((reason) => reason.split(/[ :]/)[0])).toEqual([
    'The',
    'Too',
    'Too',
    'No',
    'This',
  ]);
});

test('a model no better than a naive baseline is told so by name', () => {
  const { rules } = gate(gateInput(() => 3.9, { policy: { ...POLICY, ceiling: 20 } }));
  expect(rules.find(({ rule }) => rule === 'baselines')!.reason).toMatch(
    /^RMSE 10\.\d\d\d min does not beat course-baseline \(10\.\d\d\d min\)\.$/,
  );
});

test('a promotion says what it rests on: first, better, or no worse', () => {
  expect(gate(firstInput())).toMatchObject({ basis: 'first' });
  expect(gate(gateInput(better))).toMatchObject({ basis: 'better' });
  expect(gate(gateInput(tied, { policy: tiesPolicy }))).toMatchObject({ basis: 'no-worse' });
});

test('better than a champion that was let in as a tie is not yet better than the anchor', () => {
  const slightly = (day: number) => tied(day) - 0.002;
  expect(gate(anchoredInput(slightly, 0.998))).toMatchObject({ kind: 'promote', basis: 'no-worse' });
  expect(gate(anchoredInput(slightly, 1))).toMatchObject({ kind: 'promote', basis: 'better' });
});

test('every try on a holdout makes the interval wider', () => {
  const widths = [0, 1, 2, 10, 1000].map((attempts) => {
    const { lower, upper } = gate(gateInput(better, { attempts })).comparison!;
    return upper - lower;
  });
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(new Set(widths).size).toBe(5);
});

test('a holdout of one day cannot be decided on', () => {
  const input = gateInput(better);
  const { total, slices } = input.evaluation;
  const first = ({ rows, sse }: typeof total) => ({
    rows: rows.map((count, day) => (day === 0 ? count : 0)),
    sse: Object.fromEntries(
      Object.entries(sse).map(([name, sums]) => [name, sums.map((s, day) => (day === 0 ? s : 0))]),
    ),
  });
  const evaluation = {
    ...input.evaluation,
    total: first(total),
    slices: { hour: { 8: first(slices['hour']!['8']!) } },
  };
  const { kind, rules } = gate({ ...input, evaluation });
  expect(kind).toBe('undecided');
  expect(rules.find(({ rule }) => rule === 'against the champion')!.reason).toContain('1 day(s) of rows');
});

test('exit code 1 is for what is refused or could not be judged', () => {
  const kinds = ['promote', 'hold', 'unchanged', 'reject', 'undecided'] as const;
  expect(kinds.map((kind) => verdictExitCode({ kind }))).toEqual([0, 0, 0, 1, 1]);
});

test('the same input gives the same verdict', () => {
  expect(gate(gateInput(better))).toEqual(gate(structuredClone(gateInput(better))));
});

test('a rule that throws fails closed, whatever it throws', () => {
  const input = gateInput(better);
  const hostile = {
    ...input,
    get changes(): never {
      throw new RatchetError('io', 'the base branch is not at hand');
    },
  };
  expect(gate(hostile)).toMatchObject({
    kind: 'undecided',
    reasons: ['Could not decide on "guarded contract": the base branch is not at hand'],
  });
});
