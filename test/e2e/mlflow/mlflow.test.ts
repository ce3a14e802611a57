import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../../pipeline/digest/digest.ts';
import type { RunRecord } from '../../../pipeline/records/run-record.ts';
import { callIn } from '../../cli/call.ts';
import { makeParcels } from '../../cli/parcels.ts';
import { parcels } from '../scenarios/parcels.ts';
import { expectRuns, worlds } from '../scenarios/rides.ts';
import { findMlflow } from './find-mlflow.ts';
import { type MlflowServer, startMlflow } from './mlflow-server.ts';

const found = findMlflow();
if ('missing' in found) console.warn(found.missing);
const start = worlds();
const WITHOUT_CI = { except: ['CI', 'Comment'] };

describe.skipIf('missing' in found)('an MLflow server', () => {
  let server: MlflowServer;
  let root: string;
  beforeAll(async () => {
    server = await startMlflow((found as { python: string }).python);
    root = mkdtempSync(join(tmpdir(), 'ratchet-parcels-'));
    await makeParcels(root);
  }, 180_000);
  afterAll(() => {
    server?.close();
    rmSync(root, { recursive: true, force: true });
  });

  const ratchet = (...argv: readonly string[]) => callIn(root, { MLFLOW_TRACKING_URI: server.url }, ...argv);
  const trainAndPublish = async (...argv: readonly string[]) => {
    expect(await ratchet('run', ...argv, '--threads', '1')).toMatchObject({
      exitCode: 0,
      stderr: expect.not.stringContaining('warning'),
    });
    expect((await ratchet('publish')).exitCode).toBe(0);
  };
  const recorded = async () =>
    JSON.parse((await ratchet('runs', '--sort', 'at', '--json')).stdout).runs as RunRecord[];
  const fileOf = (path: string) => sha256(readFileSync(join(root, 'models', 'parcels', path)));

  test('has every run as it was recorded, and the champion by its alias', async () => {
    await trainAndPublish('--train', '2024-01', '--holdout', '2024-02', '--recipe', 'by-zone');
    await trainAndPublish('--train', '2024-01,2024-02', '--holdout', '2024-03');
    const [first, second] = await recorded();
    expect((await ratchet('runs', '--export', 'mlflow')).stdout).toBe(
      'sent 0 runs to MLflow; 2 were there already\nthe alias champion is with version 2 of the registered model, which is v2\n',
    );

    const { runs, versions, aliases } = server.read('parcels');
    expect(runs.map(({ status }) => status)).toEqual(['FINISHED', 'FINISHED']);
    expect(runs[1]!.parameters).toEqual({
      recipe: 'main',
      contract: second!.parameters.contract,
      threads: '1',
      train: '2024-01,2024-02',
      holdout: '2024-03',
      'recipe.scale': 'identity',
      'recipe.folds': '3',
      'recipe.final': 'miles, one_hot(zone)',
    });
    expect(runs[1]!.metrics).toMatchObject({
      'rmse.train': second!.metrics.rmse.train,
      'rmse.holdout': second!.metrics.rmse.holdout,
      'rmse.champion': second!.metrics.champion!.rmse,
      'rmse.mean': second!.metrics.baselines['mean'],
      difference: second!.metrics.difference!.value,
      mae: second!.metrics.mae,
      r2: second!.metrics.r2,
      trainSeconds: second!.cost.trainSeconds,
      modelBytes: second!.cost.modelBytes,
    });
    expect(runs[1]!.tags).toMatchObject({
      'ratchet.id': second!.id,
      'ratchet.candidate': second!.candidate,
      'ratchet.verdict': 'promote',
      'ratchet.trigger': 'local',
      'ratchet.data.2024-03': second!.data[2]!.sha256,
      'mlflow.note.content': expect.stringMatching(
        /^By hand, a model was trained on 2024-01 and 2024-02: RMSE 0\.560/,
      ),
    });
    expect(runs[0]!.tags['ratchet.id']).toBe(first!.id);
    expect(runs[1]!.artifacts).toMatchObject({
      'model.json': fileOf('versions/v2/model.json'),
      'card.md': fileOf('versions/v2/card.md'),
    });
    expect(Object.keys(runs[1]!.artifacts).sort()).toEqual(['card.md', 'model.json', 'report.html']);
    expect(versions).toMatchObject([
      { version: '1', run: runs[0]!.id, tags: { 'ratchet.version': 'v1' } },
      {
        version: '2',
        run: runs[1]!.id,
        source: expect.stringMatching(/^mlflow-artifacts:\/.*\/model\.json$/),
        tags: { 'ratchet.version': 'v2', 'ratchet.candidate': second!.candidate },
      },
    ]);
    expect(aliases).toEqual({ champion: '2' });
  });

  test('has a run that was only measured, but no version of it; a rollback takes the alias along', async () => {
    await ratchet('train', '--train', '2024-01', '--holdout', '2024-02', '--threads', '1');
    expect(
      (await ratchet('rollback', '--to', 'v1', '--reason', 'v2 is late', '--threads', '1')).exitCode,
    ).toBe(0);
    const { stdout } = await ratchet('runs', '--export', 'mlflow');
    expect(stdout).toContain('the alias champion is with version 1 of the registered model, which is v1');
    const { runs, versions, aliases } = server.read('parcels');
    expect(Object.keys(runs[2]!.artifacts)).toEqual(['model.json']);
    expect([runs.length, versions.length, aliases]).toEqual([3, 2, { champion: '1' }]);
  });

  test('is caught up with when it was away, and no run failed for it', async () => {
    server.close();
    const { exitCode, stderr } = await ratchet(
      'train',
      '--train',
      '2024-02',
      '--holdout',
      '2024-03',
      '--threads',
      '1',
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(
        /^warning: The run is not in MLflow: MLflow, GET experiments\/get-by-name: /m,
      ),
    });
    expect((await ratchet('runs', '--export', 'mlflow')).exitCode).toBe(4);
    server = await startMlflow((found as { python: string }).python);
    expect((await ratchet('runs', '--export', 'mlflow')).stdout).toContain('sent 4 runs to MLflow\n');
    expect((await ratchet('runs', '--export', 'mlflow')).stdout).toContain(
      'sent 0 runs to MLflow; 4 were there',
    );
    const { runs, versions, aliases } = server.read('parcels');
    expect(Object.keys(runs[1]!.artifacts).sort()).toEqual(['card.md', 'model.json']);
    expect([runs.length, versions.length, aliases]).toEqual([4, 2, { champion: '1' }]);
  });

  test('hears of a release from its workflow, and of the champion when that is deployed', async () => {
    server.close();
    server = await startMlflow((found as { python: string }).python);
    const variables = { MLFLOW_TRACKING_URI: server.url };
    const hub = await start({ files: await parcels('pull-request'), settings: { variables } });
    await hub.dispatch('release.yml');
    await expectRuns(hub, ['Release: success'], WITHOUT_CI);
    const waiting = server.read('parcels');
    expect(waiting.runs.map(({ tags }) => [tags['ratchet.trigger'], tags['ratchet.version']])).toEqual([
      ['release', 'v2'],
    ]);
    expect([waiting.versions.length, waiting.aliases]).toEqual([1, {}]);

    await hub.merge(hub.pulls()[0]!);
    await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
    const { runs, aliases } = server.read('parcels');
    expect(aliases).toEqual({ champion: '1' });
    expect(runs[0]!.artifacts).toHaveProperty('card.md');
    expect(runs.map(({ tags }) => tags['ratchet.verdict'])).toEqual(['promote', 'unchanged']);
  });
});
