import { expect, test } from 'vitest';
import { planRetirement } from '../../pipeline/publish/plan-retirement.ts';
import { planRollback } from '../../pipeline/publish/plan-rollback.ts';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { championOf, rolledBackDigests, versionsOf } from '../../pipeline/publish/registry-state.ts';
import { digestOfVersion, promoted, registered, registryOf, rolledBack } from './registry-case.ts';

const origin = { at: '2021-04-01T00:00:00Z', reason: 'Wrong by an hour at night.', by: 'octocat' };
const registry = registryOf(registered(1), promoted(1, 'first'), registered(2), promoted(2));

test('the way back rolls the champion back and promotes the version', () => {
  const plan = planRollback({ registry, to: 'v1', ...origin });
  if (plan.kind !== 'roll-back') throw new Error(plan.kind);
  expect(plan).toMatchObject({ from: 'v2', to: 'v1' });
  const events = parseRegistry(registry + plan.registryAppend);
  expect(events.slice(4)).toMatchObject([
    { event: 'rolled-back', version: 'v2', ...origin },
    { event: 'promoted', version: 'v1', basis: 'rollback', ...origin },
  ]);
  expect(championOf(events)).toEqual({ version: 'v1', digest: digestOfVersion(1) });
  expect(rolledBackDigests(events)).toEqual([digestOfVersion(2)]);
});

test('a version that a person brings back is no longer rolled back', () => {
  const first = planRollback({ registry, to: 'v1', ...origin });
  const back = registry + (first.kind === 'roll-back' ? first.registryAppend : '');
  const second = planRollback({ registry: back, to: 'v2', ...origin });
  const events = parseRegistry(back + (second.kind === 'roll-back' ? second.registryAppend : ''));
  expect(championOf(events)?.version).toBe('v2');
  expect(rolledBackDigests(events)).toEqual([digestOfVersion(1)]);
});

test('to the champion itself there is no way to go', () => {
  expect(planRollback({ registry, to: 'v2', ...origin })).toEqual({ kind: 'already-champion', to: 'v2' });
});

test('where there is no champion, the version is promoted alone', () => {
  const plan = planRollback({
    registry: registryOf(registered(1), promoted(1), rolledBack(1)),
    to: 'v1',
    ...origin,
  });
  expect(plan).toMatchObject({ kind: 'roll-back', from: undefined, to: 'v1' });
});

test('an unknown version is refused, with those that there are', () => {
  const run = () => planRollback({ registry, to: 'v7', ...origin });
  expect(run).toThrow('There is no version v7.');
  expect(run).toThrow(expect.objectContaining({ code: 'not-found', hint: 'Versions: v1, v2.' }));
});

test('a retired version is out of use for good', () => {
  const retired = registry + planRetirement({ registry, version: 'v1', ...origin });
  expect(versionsOf(parseRegistry(retired))[0]!.status).toBe('retired');
  expect(planRetirement({ registry: retired, version: 'v1', ...origin })).toBe('');
  expect(() => planRollback({ registry: retired, to: 'v1', ...origin })).toThrow('v1 was retired.');
});

test.each([
  { version: 'v2', says: 'v2 is the champion.' },
  { version: 'v7', says: 'There is no version v7.' },
])('$version cannot be retired: $says', ({ version, says }) => {
  expect(() => planRetirement({ registry, version, ...origin })).toThrow(says);
});
