import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { verdictExitCode } from '../../pipeline/gate/exit-code.ts';
import { gate } from '../../pipeline/gate/gate.ts';
import { anchoredInput, candidate, firstInput, tiesPolicy } from './drills/drill-inputs.ts';
import { better, gateInput, POLICY, tied, tries } from './gate-case.ts';

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
    const { lower, upper } = gate(gateInput(better, { attempts: tries(attempts) })).comparison!;
    return upper - lower;
  });
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(new Set(widths).size).toBe(5);
});

test.each([
  {
    attempts: { versions: 0, others: 0 },
    told: 'Judged on 2021-02 before: 0 versions and 0 other candidates. Its intervals are therefore of 97.5 %.',
  },
  {
    // 0.05 / (4 · 5) = 0.0025
    attempts: { versions: 1, others: 2 },
    told: 'Judged on 2021-02 before: 1 version and 2 other candidates. Its intervals are therefore of 99.75 %.',
  },
  {
    attempts: { versions: 2, others: 0, unknown: 'there is no branch of records yet' },
    told: 'Judged on 2021-02 before: 2 versions. Its intervals are therefore of 99.583 %. Candidates that became none are not counted: there is no branch of records yet.',
  },
])('every verdict tells what its level was spent by: $attempts', ({ attempts, told }) => {
  const { rules, comparison, reasons } = gate(gateInput(better, { attempts }));
  expect(rules.find(({ rule }) => rule === 'tries on this holdout')).toEqual({
    rule: 'tries on this holdout',
    outcome: 'pass',
    reason: told,
  });
  const count = attempts.versions + attempts.others;
  expect(comparison!.alpha).toBe(0.05 / ((count + 1) * (count + 2)));
  const earlier = /after (\d+) earlier on this holdout/.exec(reasons[0]!)?.[1];
  expect(earlier).toBe(count === 0 ? undefined : String(count));
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
