import { describe, expect, it, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { categoryOptions } from '../../pipeline/site/category-options.ts';
import { expectedValue } from '../../pipeline/site/expected-value.ts';
import { fieldLabel } from '../../pipeline/site/field-label.ts';
import { formFields } from '../../pipeline/site/form-field.ts';
import { matchOptions } from '../../pipeline/site/match-options.ts';
import { rideBlock } from '../../pipeline/site/ride-block.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { findVersion } from '../../platform/run/published.ts';
import { parcelModel } from '../predict/parcel-model.ts';

const { model, profile } = findVersion(openModelFolder(codeRoot, 'nyc-green-taxi'), 'v1');

test.each([
  ['trip_distance', 'Trip distance'],
  ['pickup_datetime', 'Pickup time'],
  ['PULocationID', 'PU location'],
  ['VendorID', 'Vendor'],
  ['id', 'Id'],
  ['miles', 'Miles'],
  ['HTTPStatus', 'HTTP status'],
])('the column %s is labelled %s', (column, label) => {
  expect(fieldLabel(column)).toBe(label);
});

describe('the form of the taxi model', () => {
  const fields = formFields(model, profile);

  it('asks for the places first, then time, numbers, choices and flags; not for what only training reads', () => {
    expect(fields.map(({ name, kind, label }) => `${label}: ${kind} ${name}`)).toEqual([
      'From: category PULocationID',
      'To: category DOLocationID',
      'Pickup time: time pickup_datetime',
      'Trip distance: number trip_distance',
      'Vendor: category VendorID',
      'Passenger count: flag passenger_count',
    ]);
  });

  it('starts with what most rides have, from one place to another', () => {
    expect(fields.map((field) => (field.kind === 'time' ? field.hour : field.initial))).toEqual([
      '74',
      '75',
      10,
      2.5625,
      '2',
      true,
    ]);
  });

  it('leaves the measured distance to the geometry, and calls a ride without passengers phone', () => {
    expect(fields.find(({ name }) => name === 'trip_distance')).toMatchObject({ isExpected: true });
    expect(fields.find(({ name }) => name === 'passenger_count')).toMatchObject({ without: 'phone' });
  });
});

it('offers every zone of the table by its name, with its borough, and tells two of one name apart', () => {
  const options = categoryOptions(model, 'PULocationID');
  expect(options).toHaveLength(265);
  expect(new Set(options.map(({ title }) => title)).size).toBe(265);
  expect(options.find(({ label }) => label === '132')).toEqual({
    label: '132',
    title: 'JFK Airport',
    detail: 'Queens',
  });
  expect(options.filter(({ title }) => title.startsWith('Corona')).map(({ title }) => title)).toEqual([
    'Corona (56)',
    'Corona (57)',
  ]);
});

it('offers the labels that training saw where there is no table, numbers by size', () => {
  const numbered = parcelModel({});
  const withNumbers = {
    ...numbered,
    state: { ...numbered.state, categories: { zone: ['10', '9', 'b', ''] } },
  };
  expect(categoryOptions(withNumbers, 'zone').map(({ title }) => title)).toEqual(['9', '10', 'b']);
});

describe('type-ahead', () => {
  const option = (title: string, detail = '', label = title) => ({ title, detail, label });
  const options = [
    option('East Harlem North', 'Manhattan', '74'),
    option('Harlem', 'Manhattan'),
    option('North Corona', 'Queens'),
    option('Saint Michaël', 'Bronx'),
  ];
  it.each([
    ['har', ['Harlem', 'East Harlem North']],
    ['  EAST  har', ['East Harlem North']],
    ['74', ['East Harlem North']],
    ['queens', ['North Corona']],
    ['michael', ['Saint Michaël']],
    ['harlem, man', ['Harlem']],
    ['rlem', ['East Harlem North', 'Harlem']],
    ['nowhere', []],
  ])('finds for %s: %j', (typed, titles) => {
    expect(matchOptions(options, typed).map(({ title }) => title)).toEqual(titles);
  });

  it('gives everything, in its order, for nothing', () => {
    expect(matchOptions(options, ' ')).toEqual(options);
  });
});

describe('a ride as a block', () => {
  const { columns } = new Scorer(parcelModel());

  it('reads numbers, labels and what is missing as a file of rows has them', () => {
    expect(rideBlock(columns, { miles: '2.5', zone: 74 })).toEqual({
      rows: 1,
      numbers: { miles: Float64Array.of(2.5) },
      codes: { zone: Uint16Array.of(0) },
      labels: { zone: ['74'] },
    });
    expect(rideBlock(columns, {}).numbers['miles']![0]).toBeNaN();
    expect(rideBlock(columns, { zone: null }).labels['zone']).toEqual(['']);
  });

  it('refuses what is not of its type, and says what was expected', () => {
    const refused = () => rideBlock({ started: { type: 'timestamp' } }, { started: 'noon' });
    expect(refused).toThrow(RatchetError);
    expect(refused).toThrow('started: expected a timestamp, found "noon"');
  });
});

describe('the expected distance', () => {
  const { columns } = new Scorer(model);
  const between = (from: string, to: string) =>
    expectedValue(model)!(rideBlock(columns, { PULocationID: from, DOLocationID: to }));

  it('is short between neighbours and long to an airport, in miles', () => {
    expect(between('74', '75')).toBeGreaterThan(0.8);
    expect(between('74', '75')).toBeLessThan(2.5);
    expect(between('74', '132')).toBeGreaterThan(13);
    expect(between('74', '132')).toBeLessThan(22);
  });

  it('is the typical one where a place is unknown', () => {
    expect(between('9999', '75')).toBe(Math.exp(model.state.geometry!.typical));
  });

  it('is nothing to a model without a geometry', () => {
    expect(expectedValue(parcelModel())).toBeUndefined();
  });
});
