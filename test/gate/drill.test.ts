import { expect, test } from 'vitest';
import { gate } from '../../pipeline/gate/gate.ts';
import { RULES } from '../../pipeline/gate/rules/registry.ts';
import { verdictSchema } from '../../pipeline/gate/verdict.ts';
import { boundsDrills } from './drills/bounds.ts';
import { comparisonDrills } from './drills/comparison.ts';
import { evidenceDrills } from './drills/evidence.ts';

const DRILLS = [...comparisonDrills, ...boundsDrills, ...evidenceDrills];

test.each(DRILLS)('$description: $kind', ({ input, kind, says }) => {
  const verdict = gate(input);
  expect({ kind: verdict.kind, first: verdict.reasons[0] }).toEqual({
    kind,
    first: expect.stringMatching(says),
  });
  expect(verdict.rules.map(({ rule }) => rule)).toEqual(RULES.map(({ name }) => name));
  expect(verdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
});
