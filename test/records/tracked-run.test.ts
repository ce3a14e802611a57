import { expect, it } from 'vitest';
import { trackedRun } from '../../pipeline/records/tracked-run.ts';
import { runOf } from './records.ts';

it('a tracking server is told of a run what the record says, in names and texts that it takes', () => {
  const run = trackedRun(runOf());
  expect(run).toMatchObject({
    name: 'release c0ffee0',
    // Trained for 1.5 s, until 2024-05-06T05:23:00Z, which is 1,714,972,980 s after 1970.
    startMs: 1_714_972_978_500,
    endMs: 1_714_972_980_000,
  });
  expect(run.parameters).toContainEqual({ key: 'recipe.folds', value: '3' });
  expect(run.parameters).toContainEqual({ key: 'threads', value: '2' });
  expect(run.metrics).toContainEqual({ key: 'difference.upper', value: -0.125 });
  expect(Object.fromEntries(run.tags.map(({ key, value }) => [key, value]))).toMatchObject({
    'ratchet.id': 'c0ffee000001',
    'ratchet.candidate': `sha256:${'a'.repeat(64)}`,
    'ratchet.reasons': 'Better than the champion v1.',
    'ratchet.data.2024-03': '3'.repeat(64),
    'mlflow.source.name': 'https://github.test/runs/1',
    'mlflow.source.type': 'JOB',
    'mlflow.source.git.commit': 'd'.repeat(40),
  });
  expect(trackedRun(runOf({ version: 'v2' })).name).toBe('v2');
});

it('names and texts that it refuses are made such as it takes', () => {
  const run = runOf();
  const settings = { 'final (µ)': 'x'.repeat(6001) };
  const { parameters } = trackedRun({ ...run, parameters: { ...run.parameters, settings } });
  const entry = parameters.find(({ key }) => key.startsWith('recipe.'))!;
  expect(entry.key).toBe('recipe.final ___');
  expect(entry.value).toBe(`${'x'.repeat(5999)}…`);
});
