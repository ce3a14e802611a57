import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gate } from '../../pipeline/gate/gate.ts';
import { DAYS, DIGESTS, gateInput, POLICY, tries } from './gate-case.ts';

const policy = { ...POLICY, resamples: 200 };

const worseEveryDay = fc.record({
  ratios: fc.array(fc.double({ min: 1.000_000_1, max: 3, noNaN: true }), {
    minLength: DAYS,
    maxLength: DAYS,
  }),
  promote_on: fc.constantFrom('better' as const, 'no-worse' as const),
  margin: fc.double({ min: 0.001, max: 1, noNaN: true }),
  attempts: fc.nat(50),
  seed: fc.integer(),
});

test('a model that is worse on every single day is never promoted', () => {
  fc.assert(
    fc.property(worseEveryDay, ({ ratios, attempts, ...rest }) => {
      const input = gateInput((day) => ratios[day]!, {
        policy: { ...policy, ...rest },
        attempts: tries(attempts),
      });
      expect(gate(input).kind).not.toBe('promote');
    }),
    { numRuns: 150 },
  );
});

test('a model that is better on every day is not promoted once any number of it is broken', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('candidate', 'champion', 'mean'),
      fc.nat(DAYS - 1),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1),
      (name, day, value) => {
        const input = gateInput((d) => 0.9 + 0.001 * d, { policy });
        input.evaluation.total.sse[name]![day] = value;
        expect(gate(input).kind).toBe('undecided');
      },
    ),
    { numRuns: 40 },
  );
});

test('the champion again is never a new version, however often it is tried', () => {
  fc.assert(
    fc.property(fc.nat(1000), (attempts) => {
      const input = gateInput(() => 1, { policy, attempts: tries(attempts) });
      const { models } = input.evaluation;
      const candidate = { ...models['candidate']!, digest: DIGESTS.champion };
      const evaluation = { ...input.evaluation, models: { ...models, candidate } };
      const facts = { ...input.candidate, digest: DIGESTS.champion };
      expect(gate({ ...input, evaluation, candidate: facts }).kind).toBe('unchanged');
    }),
    { numRuns: 20 },
  );
});
