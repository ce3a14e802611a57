import { describe, expect, test } from 'vitest';
import { loadContract } from '../../pipeline/contract/load.ts';
import { checkContract } from '../../pipeline/features/check-contract.ts';
import { edited, failureOf, YAML } from '../contract/nyc-yaml.ts';

const TABLES = { zones: { Borough: { 1: 'EWR' }, Zone: { 1: 'Newark Airport' } } };
const check = (text: string) => checkContract(loadContract(text, 'model.yaml'), TABLES, 'model.yaml');

test('the contract that the repository ships with has no faults', () => {
  expect(() => check(YAML)).not.toThrow();
});

interface Fault {
  readonly from: string;
  readonly to: string;
  readonly says: string;
  readonly hint?: string;
}

function expectFault({ from, to, says, hint }: Fault): void {
  const { text, line } = edited(from, to);
  const failure = failureOf(() => check(text));
  expect(failure).toMatchObject({ code: 'contract', file: 'model.yaml', line });
  expect(failure.message).toContain(says);
  if (hint !== undefined) expect(failure.hint).toBe(hint);
}

describe('a name that nothing has is told with its path, its line and the one probably meant', () => {
  test.each<Fault>([
    {
      from: 'road: where(meter_wrong',
      to: 'road: where(meter_wrng',
      says: 'features.numbers.road: there is no',
      hint: 'did you mean "meter_wrong"?',
    },
    {
      from: 'hour: hour(pickup_datetime)',
      to: 'hour: hour(pickup_datetme)',
      says: 'features.keys.hour: ',
      hint: 'did you mean "pickup_datetime"?',
    },
    { from: '- phone * road', to: '- phone * raod', says: 'recipe.base.3: ', hint: 'did you mean "road"?' },
    {
      from: 'weight: exp(0.35 * road)',
      to: 'weight: exp(0.35 * raod)',
      says: 'recipe.weight: ',
      hint: 'did you mean "road"?',
    },
    {
      from: '- { by: [PULocationID], shrink: 20 }',
      to: '- { by: [PULocatonID], shrink: 20 }',
      says: 'recipe.encodings.2.chains.zone.0: ',
      hint: 'did you mean "PULocationID"?',
    },
    {
      from: '- { by: [pair], slope: detour',
      to: '- { by: [pair], slope: detuor',
      says: 'chains.pair.0: ',
      hint: 'did you mean "detour"?',
    },
    {
      from: '- { by: [from_fine, to_fine], shrink: 10 }',
      to: '- { by: [from_fien, to_fine], shrink: 10 }',
      says: 'there is no',
      hint: 'did you mean "from_fine"?',
    },
    {
      from: '- hinges(miles, 1, 3, 8, 15)',
      to: '- hinges(milse, 1, 3, 8, 15)',
      says: 'recipe.final.',
      hint: 'did you mean "miles"?',
    },
    {
      from: 'final: [one_hot(PULocationID), one_hot(DOLocationID), trip_distance]',
      to: 'final: [one_hot(PULocationID), one_hot(DOLocationID), trip_distanc]',
      says: 'comparisons.course-baseline.final.2: ',
      hint: 'did you mean "trip_distance"?',
    },
    {
      from: 'hour: { by: [hour]',
      to: 'hour: { by: [huor]',
      says: 'gate.slices.hour: ',
      hint: 'did you mean "hour"?',
    },
    {
      from: 'between: [PULocationID',
      to: 'between: [PULocatonID',
      says: 'features.geometry.between.0: there is no column',
      hint: 'did you mean "PULocationID"?',
    },
    {
      from: 'measured: log_miles',
      to: 'measured: log_mils',
      says: 'features.geometry.measured: ',
      hint: 'did you mean "log_miles"?',
    },
    {
      from: 'column: trip_distance',
      to: 'column: trip_distanc',
      says: 'features.geometry.column: ',
      hint: 'did you mean "trip_distance"?',
    },
    {
      from: 'unless: meter_wrong',
      to: 'unless: meter_wrng',
      says: 'features.geometry.unless: ',
      hint: 'did you mean "meter_wrong"?',
    },
    {
      from: 'time: pickup_datetime',
      to: 'time: pikup_datetime',
      says: 'time: there is no column',
      hint: 'did you mean "pickup_datetime"?',
    },
    {
      from: 'minutes_between: [pickup_datetime',
      to: 'minutes_between: [pikup_datetime',
      says: 'target.minutes_between.0: ',
      hint: 'did you mean "pickup_datetime"?',
    },
    {
      from: '{ nulls: trip_distance',
      to: '{ nulls: trip_distanc',
      says: 'checks.5.nulls: there is no column',
      hint: 'did you mean "trip_distance"?',
    },
    {
      from: '{ inside_period: pickup_datetime',
      to: '{ inside_period: pickup',
      says: 'checks.0.inside_period: ',
    },
    {
      from: 'lookup(PULocationID, zones.Borough)',
      to: 'lookup(PULocationID, zones.Boro)',
      says: 'there is no table column zones.Boro',
    },
  ])('$to', expectFault);
});

describe('an expression that cannot be is told with its path and its line', () => {
  test.each<Fault>([
    {
      from: 'miles: clip(trip',
      to: 'miles: clp(trip',
      says: 'features.numbers.miles: there is no function clp',
      hint: 'did you mean "clip"?',
    },
    {
      from: 'miles: clip(trip_distance, 0, 45)',
      to: 'miles: clip(trip_distance, 0)',
      says: 'has 2 arguments; it is written clip(x, low, high)',
    },
    {
      from: 'miles: clip(trip_distance, 0, 45)',
      to: 'miles: clip(trip_distance, 0, vendor)',
      says: 'argument 3 of clip(trip_distance, 0, vendor) must be a plain number',
    },
    {
      from: 'miles: clip(trip_distance, 0, 45)',
      to: 'miles: clip(trip_distance, 0 45)',
      says: 'expected ) or ,, found "45" at character 23',
    },
    {
      from: 'miles: clip(trip_distance, 0, 45)',
      to: 'miles: clip(miles, 0, 45)',
      says: 'miles → miles is defined by itself',
    },
    {
      from: 'distance_band: cut(miles, 0.7, 1.2',
      to: 'distance_band: cut(miles, 1.2, 0.7',
      says: 'knots have to ascend',
    },
    {
      from: 'weekday: weekday(pickup_datetime)',
      to: 'weekday: weekday(trip_distance)',
      says: 'trip_distance is no timestamp',
    },
    {
      from: 'weekday: weekday(pickup_datetime)',
      to: 'weekday: miles',
      says: 'miles is a number where a key is needed',
    },
    {
      from: '- phone * road\n',
      to: '- one_hot(PULocationID)\n',
      says: 'recipe.base.3: one_hot belongs into final',
    },
    {
      from: '- phone * road\n',
      to: '- PULocationID\n',
      says: 'PULocationID is a key where a number is needed',
    },
  ])('$to', expectFault);

  test('a circle over several definitions is told with the first of them that is read', () => {
    expectFault({
      from: 'same_zone: same(PULocationID, DOLocationID)',
      to: 'same_zone: 2 * first\n    first: 2 * second\n    second: 2 * same_zone',
      says: 'features.numbers.same_zone: same_zone → first → second → same_zone is defined by itself',
    });
  });
});

describe('a column of the wrong type is told where', () => {
  test.each<Fault>([
    {
      from: 'time: pickup_datetime',
      to: 'time: trip_distance',
      says: 'expected a column of type timestamp, found trip_distance, a number',
    },
    {
      from: 'minutes_between: [pickup_datetime',
      to: 'minutes_between: [PULocationID',
      says: 'expected a column of type timestamp, found PULocationID, a category',
    },
    {
      from: 'between: [PULocationID',
      to: 'between: [trip_distance',
      says: 'expected a column of type category, found trip_distance, a number',
    },
    {
      from: '{ inside_period: pickup_datetime',
      to: '{ inside_period: VendorID',
      says: 'expected a column of type timestamp, found VendorID, a category',
    },
  ])('$to', expectFault);
});

describe('what a model learns for itself', () => {
  test('cannot make a slice, for slices are the same for all models', () => {
    expectFault({
      from: 'hour: { by: [hour]',
      to: 'hour: { by: [detour_band]',
      says: 'gate.slices.hour: detour_band depends on the geometry',
    });
    expectFault({
      from: 'hour: { by: [hour]',
      to: 'hour: { by: [from_fine]',
      says: 'from_fine depends on the geometry',
    });
  });

  test('cannot measure itself', () => {
    expectFault({ from: 'measured: log_miles', to: 'measured: road', says: 'road depends on the geometry' });
  });
});
