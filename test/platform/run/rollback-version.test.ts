import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planRetirement } from '../../../pipeline/publish/plan-retirement.ts';
import { planVersionRollback, writeRollback } from '../../../platform/run/rollback/rollback-version.ts';
import { withWorkspace } from '../../../platform/run/workspace.ts';
import { copiesOf, makeParcels, publishTwo } from '../../cli/parcels.ts';
import { errorOf } from '../error-of.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

const REQUEST = { to: 'v1', reason: 'v2 is off at night', at: '2024-05-01T06:30:00Z' };

it('a rollback that was planned on a registry that has gone on since is not written', async () => {
  const root = await published();
  const path = join(root, 'models/parcels/registry.jsonl');
  await withWorkspace({ root, threads: 1, today: '2024-05-01' }, async (workspace) => {
    const planned = await planVersionRollback(workspace, REQUEST);
    const registry = readFileSync(path, 'utf8');
    appendFileSync(path, planRetirement({ registry, version: 'v1', at: REQUEST.at, reason: 'Too old.' }));
    const before = readFileSync(path, 'utf8');
    const error = await errorOf(() => writeRollback(workspace, planned));
    expect([error.code, error.message]).toEqual([
      'registry',
      'models/parcels/registry.jsonl was changed meanwhile; nothing was written',
    ]);
    expect(readFileSync(path, 'utf8')).toBe(before);
    // Nothing goes back to what was retired.
    expect((await errorOf(() => planVersionRollback(workspace, REQUEST))).message).toBe('v1 was retired.');
  });
});

it('a rollback names run and commit where it has them', async () => {
  const root = await published();
  await withWorkspace({ root, threads: 1, today: '2024-05-01' }, async (workspace) => {
    const run = 'https://github.com/example/parcels/actions/runs/7';
    const { rollback } = await planVersionRollback(workspace, { ...REQUEST, run });
    expect(rollback).toMatchObject({ kind: 'roll-back', from: 'v2', to: 'v1' });
    const lines = 'registryAppend' in rollback ? rollback.registryAppend.trimEnd().split('\n') : [];
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'rolled-back', version: 'v2', seq: 5, run, at: REQUEST.at },
      { event: 'promoted', version: 'v1', seq: 6, run, basis: 'rollback' },
    ]);
  });
});
