import { expect, test } from 'vitest';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import type { NewEvent } from '../../pipeline/publish/registry-event.ts';
import {
  anchorOf,
  championOf,
  nextVersion,
  rolledBackDigests,
  versionsOf,
} from '../../pipeline/publish/registry-state.ts';
import { digestOfVersion, promoted, registered, registryOf, retired, rolledBack } from './registry-case.ts';

function eventsOf(...events: readonly NewEvent[]) {
  return parseRegistry(registryOf(...events));
}

const THREE = [
  registered(1),
  promoted(1, 'first'),
  registered(2),
  promoted(2, 'better'),
  registered(3),
  promoted(3, 'no-worse'),
];

test.each([
  { description: 'nothing happened', events: [], champion: undefined, anchor: undefined },
  {
    description: 'a version is only registered',
    events: [registered(1)],
    champion: undefined,
    anchor: undefined,
  },
  { description: 'the first is promoted', events: THREE.slice(0, 2), champion: 'v1', anchor: 'v1' },
  { description: 'a better one follows', events: THREE.slice(0, 4), champion: 'v2', anchor: 'v2' },
  { description: 'a tie follows', events: THREE, champion: 'v3', anchor: 'v2' },
  {
    description: 'a second tie follows',
    events: [...THREE, registered(4), promoted(4, 'no-worse')],
    champion: 'v4',
    anchor: 'v2',
  },
  {
    description: 'the tie is rolled back',
    events: [...THREE, rolledBack(3), promoted(2, 'rollback')],
    champion: 'v2',
    anchor: 'v2',
  },
  {
    description: 'all is rolled back to the first',
    events: [...THREE, rolledBack(3), promoted(1, 'rollback')],
    champion: 'v1',
    anchor: 'v1',
  },
  {
    description: 'a way back leads to a tie',
    events: [...THREE, registered(4), promoted(4), rolledBack(4), promoted(3, 'rollback')],
    champion: 'v3',
    anchor: 'v2',
  },
  {
    description: 'the champion is rolled back to nothing',
    events: [...THREE, rolledBack(3)],
    champion: undefined,
    anchor: undefined,
  },
  { description: 'another version is retired', events: [...THREE, retired(1)], champion: 'v3', anchor: 'v2' },
])('when $description the champion is $champion and the anchor $anchor', ({ events, champion, anchor }) => {
  const parsed = eventsOf(...events);
  expect(championOf(parsed)?.version).toBe(champion);
  expect(anchorOf(parsed)?.version).toBe(anchor);
});

test('a digest that was rolled back stays so until a person brings it again', () => {
  const back = [...THREE, rolledBack(3), promoted(2, 'rollback')];
  expect(rolledBackDigests(eventsOf(...back))).toEqual([digestOfVersion(3)]);
  const again = [...back, rolledBack(2), promoted(3, 'rollback')];
  expect(rolledBackDigests(eventsOf(...again))).toEqual([digestOfVersion(2)]);
});

test('every version says what became of it', () => {
  const events = eventsOf(...THREE, registered(4), rolledBack(3), promoted(2, 'rollback'), retired(1));
  expect(versionsOf(events).map(({ version, status }) => `${version} ${status}`)).toEqual([
    'v1 retired',
    'v2 champion',
    'v3 rolled-back',
    'v4 registered',
  ]);
  expect(versionsOf(eventsOf(...THREE))[1]).toMatchObject({ status: 'superseded', holdout: { rmse: 5 } });
});

test('a version number is never used twice', () => {
  expect(nextVersion([])).toBe('v1');
  expect(nextVersion(eventsOf(registered(1), registered(9), rolledBack(9), retired(9)))).toBe('v10');
});
