import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../pipeline/records/compare-runs.ts';
import { findRun, queryRuns } from '../../pipeline/records/query-runs.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { runOf } from './records.ts';

const { verdict: _, ...bare } = runOf({ id: 'bbb1', at: '2024-05-02T00:00:00.000Z', trigger: 'local' });
const RUNS: RunRecord[] = [
  runOf({ id: 'aaa1', at: '2024-05-01T00:00:00.000Z', version: 'v2' }),
  { ...bare, metrics: { ...bare.metrics, rmse: { train: 4, holdout: 5 } } },
  runOf({ id: 'aaa2', at: '2024-05-03T00:00:00.000Z', verdict: { kind: 'reject', reasons: ['Worse.'] } }),
];
const query = (filters: string[], sort?: string, limit?: number) =>
  queryRuns(RUNS, { filters, sort, limit }).map(({ id }) => id);

describe('a query over runs', () => {
  it('gives all, the newest first, where nothing is asked', () => {
    expect(query([])).toEqual(['aaa2', 'bbb1', 'aaa1']);
  });

  it.each([
    ['verdict=promote', ['aaa1']],
    ['verdict!=promote', ['aaa2', 'bbb1']],
    ['rmse.holdout<5', ['aaa2', 'aaa1']],
    ['rmse.holdout <= 5', ['aaa2', 'bbb1', 'aaa1']],
    ['rmse.holdout>=5', ['bbb1']],
    ['rmse.mean=9.0', ['aaa2', 'bbb1', 'aaa1']],
    ['at>2024-05-02', ['aaa2', 'bbb1']],
    ['train~2024-02', ['aaa2', 'bbb1', 'aaa1']],
    ['recipe.folds=4', []],
    ['version=v2', ['aaa1']],
  ])('knows %s', (filter, ids) => {
    expect(query([filter])).toEqual(ids);
  });

  it('wants every condition to hold', () => {
    expect(query(['trigger=release', 'verdict=reject'])).toEqual(['aaa2']);
  });

  it('sorts numbers by size, keeps runs without the field last either way, and stops at the limit', () => {
    expect(query([], 'rmse.holdout')).toEqual(['aaa1', 'aaa2', 'bbb1']);
    expect(query([], 'verdict')).toEqual(['aaa1', 'aaa2', 'bbb1']);
    expect(query([], 'verdict:desc')).toEqual(['aaa2', 'aaa1', 'bbb1']);
    expect(query([], 'at', 2)).toEqual(['aaa1', 'bbb1']);
  });

  it.each([
    [{ filters: ['verdit=promote'] }, 'no run has a field "verdit"', 'did you mean "verdict"?'],
    [{ filters: ['verdict'] }, '--filter verdict', 'write a field, a sign and a value'],
    [{ filters: ['rmse.holdout<small'] }, '"small" is no number', 'compared with a number'],
    [{ filters: [], sort: 'rmse.holdout:down' }, '--sort rmse.holdout:down', ':desc'],
    [{ filters: [], sort: 'holdout.rmse' }, 'no run has a field "holdout.rmse"', ''],
  ])('refuses %j', (asked, message, hint) => {
    expect(() => queryRuns(RUNS, asked)).toThrow(expect.objectContaining({ code: 'usage', message }));
    expect(() => queryRuns(RUNS, asked)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(hint) }),
    );
  });
});

describe('a run', () => {
  it('is found by the beginning of its id, or by its version, the latest of several', () => {
    expect(findRun(RUNS, 'b').id).toBe('bbb1');
    const again = [...RUNS, runOf({ id: 'ccc', version: 'v2' })];
    expect([findRun(RUNS, 'v2').id, findRun(again, 'v2').id]).toEqual(['aaa1', 'ccc']);
  });

  it('is not guessed', () => {
    expect(() => findRun(RUNS, 'aaa')).toThrow('several runs begin with aaa');
    expect(() => findRun(RUNS, 'v9')).toThrow('no run v9');
  });
});

it('two runs are compared field by field, with what differs marked', () => {
  const before = runOf();
  const after = runOf({
    parameters: { ...before.parameters, settings: { folds: '5', weight: 'miles' } },
    metrics: { ...before.metrics, mae: 3 },
  });
  const { parameters, metrics } = compareRuns(before, after);
  expect(parameters.filter(({ differs }) => differs)).toEqual([
    { name: 'recipe.folds', before: '3', after: '5', differs: true },
    { name: 'recipe.scale', before: 'identity', after: undefined, differs: true },
    { name: 'recipe.weight', before: undefined, after: 'miles', differs: true },
  ]);
  expect(metrics.filter(({ differs }) => differs)).toEqual([
    { name: 'mae', before: 3.125, after: 3, differs: true },
  ]);
  expect(parameters.find(({ name }) => name === 'train')).toEqual({
    name: 'train',
    before: '2024-01,2024-02',
    after: '2024-01,2024-02',
    differs: false,
  });
});
