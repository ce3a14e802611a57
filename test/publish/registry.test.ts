import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { appendEvents, GENESIS, parseRegistry } from '../../pipeline/publish/registry.ts';
import { promoted, registered, registryOf, rolledBack } from './registry-case.ts';

test('an empty registry has no events', () => {
  expect(parseRegistry('')).toEqual([]);
});

test('what was appended is read back, numbered and chained', () => {
  const events = parseRegistry(registryOf(registered(1), promoted(1)));
  expect(events).toMatchObject([
    { seq: 1, event: 'registered', version: 'v1', previous: GENESIS },
    { seq: 2, event: 'promoted', version: 'v1', previous: events[0]!.hash },
  ]);
});

test('the hash of a line is the sha256 of its other fields in canonical JSON', () => {
  // Written out by hand; the sum is that of sha256sum.
  const text = registryOf(registered(1));
  const body = text.trimEnd().replace(/"hash":"sha256:[0-9a-f]{64}",/, '');
  expect(parseRegistry(text)[0]!.hash).toBe(`sha256:${sha256(body)}`);
});

test('appending changes no line that is there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (count) => {
      const versions = Array.from({ length: count }, (_, i) => [registered(i + 1), promoted(i + 1)]).flat();
      const whole = registryOf(...versions);
      expect(whole.startsWith(registryOf(...versions.slice(0, count)))).toBe(true);
      expect(parseRegistry(whole)).toHaveLength(2 * count);
    }),
    { numRuns: 12 },
  );
});

test.each([
  {
    description: 'promotes what no line registers',
    events: [promoted(1)],
    says: 'promoted v1, which no line before registers',
  },
  {
    description: 'registers a version twice',
    events: [registered(1), registered(1)],
    says: 'it registers v1 a second time',
  },
  {
    description: 'registers a digest twice',
    events: [registered(1), { ...registered(2), digest: registered(1).digest }],
    says: 'it registers the digest of v1 again as v2',
  },
  {
    description: 'promotes a version under another digest',
    events: [registered(1), { ...promoted(1), digest: registered(2).digest }],
    says: 'promoted v1 with digest sha256:02',
  },
  {
    description: 'rolls back what was never registered',
    events: [rolledBack(3)],
    says: 'rolled-back v3, which no line',
  },
  {
    description: 'has no real time',
    events: [{ ...registered(1), at: 'yesterday' }],
    says: 'at: Invalid ISO datetime',
  },
])('an event that $description is refused', ({ events, says }) => {
  const run = () => registryOf(...events);
  expect(run).toThrow(RatchetError);
  expect(run).toThrow(says);
});

test('the error names file and line', () => {
  const lines = registryOf(registered(1), promoted(1), registered(2)).split('\n');
  const text = lines.with(1, lines[1]!.replace('"basis":"better"', '"basis":"first"')).join('\n');
  try {
    parseRegistry(text, 'models/taxi/registry.jsonl');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'registry', file: 'models/taxi/registry.jsonl', line: 2 });
    expect(String(error)).toContain('Line 2 of models/taxi/registry.jsonl is broken: its hash is sha256:');
  }
});

test('a line that someone rewrote with a fresh hash breaks at the next', () => {
  const [first] = registryOf({ ...registered(1), reason: 'Rewritten.' }).split('\n');
  const rest = registryOf(registered(1), promoted(1)).split('\n').slice(1);
  expect(() => parseRegistry([first, ...rest].join('\n'))).toThrow(/Line 2 .* its previous is sha256:/);
});

test('nothing is appended to a broken registry', () => {
  expect(() => appendEvents('{}\n', [registered(1)])).toThrow('Line 1 of registry.jsonl is broken');
});
