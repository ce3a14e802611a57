import { expect, test } from 'vitest';
import { countAttempts } from '../../pipeline/publish/count-attempts.ts';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { runOf } from '../records/records.ts';
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
type Kind = NonNullable<RunRecord['verdict']>['kind'];

/** A run whose candidate was judged. */
function run(n: number, holdout: string[] = ['2021-03'], kind: Kind = 'reject'): RunRecord {
  const { parameters } = runOf();
  return runOf({
    candidate: digestOfVersion(n),
    parameters: { ...parameters, holdout },
    verdict: { kind, reasons: ['Judged.'] },
  });
}
const known = (...records: readonly RunRecord[]) => ({ records, unknown: undefined });
const counted = (of: typeof candidate, ...records: readonly RunRecord[]) =>
  countAttempts(events, of, known(...records));

test('versions judged on any month of the holdout count', () => {
  expect(counted(candidate)).toEqual({ versions: 2, others: 0 });
  expect(counted({ ...candidate, periods: ['2021-04'] })).toEqual({ versions: 1, others: 0 });
  expect(counted({ ...candidate, periods: ['2021-05'] })).toEqual({ versions: 0, others: 0 });
  expect(counted({ ...candidate, periods: ['2021-02', '2021-04'] })).toEqual({ versions: 2, others: 0 });
});

test('so do candidates that never became one, each once however often they were tried', () => {
  expect(counted(candidate, run(7), run(7), run(8, ['2021-02', '2021-03']))).toEqual({
    versions: 2,
    others: 2,
  });
  expect(counted(candidate, run(7, ['2021-02']))).toEqual({ versions: 2, others: 0 });
});

test('a version is a run too, and counts once', () => {
  expect(counted(candidate, run(2, ['2021-03'], 'promote'), run(3, ['2021-03'], 'promote'))).toEqual({
    versions: 2,
    others: 0,
  });
  // Judged again, on a month that its registration says nothing of.
  expect(counted(candidate, run(1, ['2021-03'], 'hold'))).toEqual({ versions: 2, others: 1 });
});

test('a release that was declined counts, although it was promoted and never registered', () => {
  expect(counted(candidate, run(6, ['2021-03'], 'promote'))).toEqual({ versions: 2, others: 1 });
});

test('judging the same candidate again is no new try, wherever it was written down', () => {
  expect(counted({ ...candidate, digest: digestOfVersion(2) })).toEqual({ versions: 1, others: 0 });
  expect(counted(candidate, run(9), run(9))).toEqual({ versions: 2, others: 0 });
});

test.each<[Kind, number]>([
  ['promote', 1],
  ['reject', 1],
  ['hold', 1],
  ['undecided', 1],
  ['unchanged', 0],
])('a run that ended as %s counts %i', (kind, others) => {
  expect(counted(candidate, run(7, ['2021-03'], kind))).toEqual({ versions: 2, others });
});

test('what was only measured was not judged', () => {
  const { verdict: _, ...measured } = run(7);
  expect(counted(candidate, measured)).toEqual({ versions: 2, others: 0 });
});

test('without records it says why, and counts versions', () => {
  const unknown = 'the branch is not in this clone';
  expect(countAttempts(events, candidate, { records: [], unknown })).toEqual({
    versions: 2,
    others: 0,
    unknown,
  });
});
