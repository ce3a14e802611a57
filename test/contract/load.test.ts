import { describe, expect, test } from 'vitest';
import { contractJsonSchema, loadContract } from '../../pipeline/contract/load.ts';
import { edited, failureOf, YAML } from './nyc-yaml.ts';

const failure = (text: string) => failureOf(() => loadContract(text, 'model.yaml'));

test('the contract that the repository ships with is read, with its defaults filled in', () => {
  const { contract, lineOf } = loadContract(YAML, 'model.yaml');
  expect(contract.name).toBe('nyc-green-taxi');
  expect(contract.recipe.encodings[0]!.min).toBe(2);
  expect(contract.comparisons['course-baseline']).toMatchObject({
    scale: 'identity',
    base: [],
    encodings: [],
  });
  expect(lineOf(['schemaVersion'])).toBe(2);
});

describe('a misspelt key is told with its line and the one probably meant', () => {
  test.each([
    {
      from: 'license: MIT',
      to: 'licence: MIT',
      says: 'the file has no key "licence"; did you mean "license"?',
    },
    {
      from: 'minutes_between:',
      to: 'minutes_betwen:',
      says: 'target has no key "minutes_betwen"; did you mean "minutes_between"?',
    },
    {
      from: '{ nulls: trip_distance',
      to: '{ nuls: trip_distance',
      says: 'checks.5 has no key "nuls"; did you mean "nulls"?',
    },
    { from: 'min: 0, max: 100', to: 'minn: 0, max: 100', says: 'has no key "minn"; did you mean "min"?' },
    { from: 'weight: exp', to: 'wieght: exp', says: 'recipe has no key "wieght"; did you mean "weight"?' },
    {
      from: 'promote_on:',
      to: 'promoteon:',
      says: 'gate has no key "promoteon"; did you mean "promote_on"?',
    },
    {
      from: '{ by: [hour], tolerance',
      to: '{ by: [hour], tolerence',
      says: 'gate.slices.hour has no key "tolerence"; did you mean "tolerance"?',
    },
    {
      from: '{ by: [weekend, hour], shrink: 20 }',
      to: '{ by: [weekend, hour], shrnk: 20 }',
      says: 'recipe.encodings.0.chains.time.0 has no key "shrnk"; did you mean "shrink"?',
    },
    {
      from: 'unless: meter_wrong',
      to: 'unles: meter_wrong',
      says: 'features.geometry has no key "unles"; did you mean "unless"?',
    },
    {
      from: '  pickup_datetime: { type:',
      to: '  pickup_datetime: { typ:',
      says: 'columns.pickup_datetime has no key "typ"; did you mean "type"?',
    },
  ])('$to', ({ from, to, says }) => {
    const { text, line } = edited(from, to);
    const { message, line: told, file, code } = failure(text);
    expect({ told, file, code }).toEqual({ told: line, file: 'model.yaml', code: 'contract' });
    expect(message).toContain(`line ${line}: `);
    expect(message).toContain(says);
    // The key that was meant is not called missing as well.
    expect(message.split('\n')).toHaveLength(1);
  });
});

test('a key that resembles none is told with those there are', () => {
  const { text } = edited('license: MIT', 'qqqqqqqq: MIT');
  expect(failure(text).message).toContain(
    'the file has no key "qqqqqqqq"; known: schemaVersion, name, title',
  );
});

describe('a value that cannot be is told with its line', () => {
  test.each([
    {
      from: 'passenger_count: { type: number }',
      to: 'passenger_count: { type: nmber }',
      says: 'columns.passenger_count.type: Invalid option',
    },
    {
      from: 'keep: [1, 60]',
      to: 'keep: [60, 1]',
      says: 'target.keep: the lower end of the range comes first',
    },
    { from: 'keep: [1, 60]', to: 'keep: 60', says: 'target.keep: ' },
    { from: 'name: nyc-green-taxi', to: 'name: NYC Green', says: 'name: lower-case words joined by -' },
    { from: 'ceiling: 8', to: 'ceiling: eight', says: 'gate.ceiling: ' },
    { from: 'coarse: 20', to: 'coarse: 1', says: 'features.geometry.clusters.coarse: ' },
    {
      from: '- group: zone',
      to: '- group: time',
      says: 'recipe.encodings.2.group: there is a group "time" already',
    },
    {
      from: '    - group: time\n',
      to: '    - grup: time\n',
      says: 'recipe.encodings.0 has no key "grup"; did you mean "group"?',
    },
  ])('$to', ({ from, to, says }) => {
    const { text, line } = edited(from, to);
    const { message, line: told } = failure(text);
    expect(message).toContain(says);
    expect(told).toBe(line);
  });

  test('a key that is left out is told as missing, with the line of what should hold it', () => {
    const { text } = edited('title: Duration of New York green-taxi rides\n', '');
    expect(failure(text).message).toBe('line 1: title is missing');
    const shrink = edited('{ by: [weekend, hour], shrink: 20 }', '{ by: [weekend, hour] }');
    expect(failure(shrink.text).message).toBe(
      `line ${shrink.line}: recipe.encodings.0.chains.time.0.shrink is missing`,
    );
  });
});

describe('of kinds of target and check', () => {
  test('the one that comes nearest tells what is wrong', () => {
    const { text } = edited(
      '{ row_count: [5000, 5000000], severity: error }',
      '{ row_count: [5000], severity: error }',
    );
    expect(failure(text).message).toContain('row_count');
    expect(failure(text).message).not.toContain('nulls');
  });

  test('two in one are an error that names the key too many', () => {
    const { text, line } = edited('  keep: [1, 60]', '  column: trip_distance\n  keep: [1, 60]');
    expect(failure(text)).toMatchObject({
      line,
      message: expect.stringContaining('target: "column" does not go together'),
    });
  });

  test('none at all is told with the kinds there are', () => {
    const { text } = edited(
      '{ nulls: trip_distance, max_share: 0.01,',
      '{ zzzzz: trip_distance, max_share: 0.01,',
    );
    expect(failure(text).message).toMatch(/has no key "zzzzz"; known: .*nulls.*row_count/);
  });
});

test('several faults are told at once, in the order of their lines', () => {
  const first = YAML.replace('license:', 'licence:')
    .replace('ceiling: 8', 'ceiling: -8')
    .replace('kind: monthly-file', 'kind: 7');
  const { message, line } = failure(first);
  const lines = message.split('\n').map((text) => Number(/^line (\d+): /.exec(text)![1]));
  expect(lines).toHaveLength(3);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  expect(line).toBe(lines[0]);
  expect(message).toMatch(/licence[\s\S]*source.kind[\s\S]*gate.ceiling/);
});

test('encodings without a base regression are an error', () => {
  const text = YAML.replace(/^ {2}base:\n(?: {4}- .*\n)+/m, '');
  expect(text).not.toBe(YAML);
  expect(failure(text).message).toContain(
    'recipe.encodings: encodings are fitted to what the base regression leaves',
  );
});

test.each([
  { text: '', found: 'null' },
  { text: '- a\n- b\n', found: 'array' },
  { text: 'just words', found: 'string' },
])('a file that holds no keys ($found) is an error on line 1', ({ text, found }) => {
  expect(failure(text)).toMatchObject({
    line: 1,
    message: expect.stringContaining(`the file: Invalid input: expected object, received ${found}`),
  });
});

test('a file that is no YAML is an error with the line of the fault', () => {
  const { text, line } = edited('  kind: monthly-file', '  kind: [monthly-file');
  expect(failure(text).line).toBeGreaterThan(line);
  expect(failure(text).message).toContain('not valid YAML');
});

test('the JSON Schema for editors knows every key of the contract and forbids others', () => {
  const schema = contractJsonSchema() as {
    properties: Record<string, unknown>;
    additionalProperties: unknown;
    required: string[];
  };
  const { contract } = loadContract(YAML, 'model.yaml');
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(contract)));
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(
    expect.arrayContaining(['schemaVersion', 'name', 'target', 'recipe', 'gate']),
  );
  for (const optional of ['features', 'window', 'comparisons'])
    expect(schema.required).not.toContain(optional);
});

test('a contract that leaves out what has a usual value gets it', () => {
  const text = `schemaVersion: 1
name: trips
title: Trips
description: Trips a day.
intended_use: Tests.
source: { kind: monthly-file, file: "trips_{period}.csv" }
time: day
columns: { day: { type: timestamp }, trips: { type: number }, warmth: { type: number } }
target: { name: trips, unit: trips, column: trips, keep: [0, 100] }
checks: []
recipe: { final: [warmth] }
gate: { ceiling: 10, margin: 0.1 }
`;
  expect(loadContract(text, 'model.yaml').contract).toMatchObject({
    window: { max_periods: 3, holdout: 1 },
    features: { numbers: {}, keys: {} },
    gate: { promote_on: 'better', max_filtered: 0.1, slices: {} },
    release: { policy: 'pull-request' },
  });
});
