import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Contract, contractSchema } from '../../pipeline/contract/schema.ts';
import { guardedChanges } from '../../pipeline/gate/guarded-changes.ts';

const base = contractSchema.parse(
  parse(readFileSync(new URL('../../models/nyc-green-taxi/model.yaml', import.meta.url), 'utf8')),
);

const month = (sha256: string) => ({ file: 'a', source: 'a', bytes: 1, rows: 1, sha256, schemaDigest: 'a' });
const lock = { schemaVersion: 1, months: { '2021-01': month('1') } } as const;

test.each([
  { description: 'a further month', months: { ...lock.months, '2021-02': month('2') }, parts: [] },
  { description: 'another file for a month', months: { '2021-01': month('2') }, parts: ['locked months'] },
  { description: 'a month less', months: {}, parts: ['locked months'] },
])('a lock with $description changes $parts', ({ months, parts }) => {
  const head = { contract: base, lock: { ...lock, months }, accepted: {} };
  expect(guardedChanges({ contract: base, lock, accepted: {} }, head)).toEqual(parts);
});

const acceptance = { sha256: 'a'.repeat(64), reason: 'So it was.' };
test.each([
  { description: 'none', before: {}, after: {}, parts: [] },
  { description: 'one more', before: {}, after: { '2021-02': acceptance }, parts: ['accepted months'] },
  { description: 'one less', before: { '2021-02': acceptance }, after: {}, parts: ['accepted months'] },
  {
    description: 'another reason',
    before: { '2021-02': acceptance },
    after: { '2021-02': { ...acceptance, reason: 'Else.' } },
    parts: ['accepted months'],
  },
])('of accepted months, $description changes $parts', ({ before, after, parts }) => {
  const judging = { contract: base, lock };
  expect(guardedChanges({ ...judging, accepted: before }, { ...judging, accepted: after })).toEqual(parts);
});

function changed(change: (contract: Contract) => void): Contract {
  const copy = structuredClone(base);
  change(copy);
  return copy;
}

const CASES: readonly {
  readonly description: string;
  readonly change: (contract: Contract) => void;
  readonly parts: readonly string[];
}[] = [
  { description: 'nothing', change: () => {}, parts: [] },
  { description: 'the recipe', change: ({ recipe }) => recipe.final.push('weekend'), parts: [] },
  {
    description: 'the words',
    change: (contract) => {
      contract.description = 'Else.';
    },
    parts: [],
  },
  {
    description: 'the range of the target',
    change: ({ target }) => {
      target.keep = [1, 30];
    },
    parts: ['row filter'],
  },
  {
    description: 'what the target is between',
    change: (contract) => {
      contract.target = {
        ...contract.target,
        minutes_between: ['dropoff_datetime', 'pickup_datetime'],
      } as never;
    },
    parts: ['target'],
  },
  {
    description: 'where a column of the target is read from',
    change: ({ columns }) => {
      columns['dropoff_datetime']!.from = ['pickup_plus_ten'];
    },
    parts: ['target'],
  },
  {
    description: 'the number of judging months',
    change: ({ window }) => {
      window.holdout = 2;
    },
    parts: ['holdout'],
  },
  {
    description: 'the column that days come from',
    change: (c) => {
      c.time = 'dropoff_datetime';
    },
    parts: ['holdout'],
  },
  {
    description: 'the margin',
    change: ({ gate }) => {
      gate.margin = 5;
    },
    parts: ['policy'],
  },
  {
    description: 'a key that slices rest on',
    change: ({ features }) => {
      features.keys['hour'] = 'cut(miles, 1)';
    },
    parts: ['slices'],
  },
  {
    description: 'a number that a key of a slice rests on',
    change: ({ features }) => {
      features.numbers['miles'] = 'clip(trip_distance, 0, 1)';
    },
    parts: ['slices'],
  },
  {
    description: 'a key that no slice rests on',
    change: ({ features }) => {
      features.keys['pair'] = 'hour(pickup_datetime)';
    },
    parts: [],
  },
];

test.each(CASES)('a change of $description touches $parts', ({ change, parts }) => {
  expect(
    guardedChanges({ contract: base, lock, accepted: {} }, { contract: changed(change), lock, accepted: {} }),
  ).toEqual(parts);
});
