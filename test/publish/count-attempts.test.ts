import { expect, test } from 'vitest';
import { countAttempts } from '../../pipeline/publish/count-attempts.ts';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { digestOfVersion, promoted, registered, registryOf } from './registry-case.ts';

const events = parseRegistry(
  registryOf(
    registered(1, ['2021-02']),
    promoted(1),
    registered(2, ['2021-03']),
    registered(3, ['2021-03', '2021-04']),
  ),
);
const candidate = { digest: digestOfVersion(9), periods: ['2021-03'] };

test('versions judged on any month of the holdout count', () => {
  expect(countAttempts(events, candidate)).toBe(2);
  expect(countAttempts(events, { ...candidate, periods: ['2021-04'] })).toBe(1);
  expect(countAttempts(events, { ...candidate, periods: ['2021-05'] })).toBe(0);
});

test('judging the same candidate again is no new try', () => {
  expect(countAttempts(events, { ...candidate, digest: digestOfVersion(2) })).toBe(1);
  expect(countAttempts(events, candidate, [candidate, candidate])).toBe(2);
});

test('candidates that never became versions count once each', () => {
  const refused = { digest: digestOfVersion(7), periods: ['2021-03'] };
  const known = { digest: digestOfVersion(2), periods: ['2021-03'] };
  expect(countAttempts(events, candidate, [refused, refused, known])).toBe(3);
});
