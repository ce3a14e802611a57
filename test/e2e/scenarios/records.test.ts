import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRecords } from '../../../pipeline/records/record-file.ts';
import type { RunRecord } from '../../../pipeline/records/run-record.ts';
import type { ChangeReport } from '../../../pipeline/report/change-report.ts';
import type { World } from '../world/world.ts';
import { FOLDER, parcels } from './parcels.ts';
import { expectRuns, replace, worlds } from './rides.ts';

const start = worlds();
const WITHOUT_CI = { except: ['CI', 'Comment'] };
const BRANCH = 'ratchet/records';

async function recorded(hub: World): Promise<RunRecord[]> {
  const text = await hub.file('parcels/runs.jsonl', BRANCH);
  return parseRecords(text ?? '', 'runs', 'parcels/runs.jsonl');
}

test('every training run of main is a line of a branch of its own, whatever the gate made of it', async () => {
  const hub = await start({ files: await parcels('pull-request') });
  await hub.dispatch('release.yml');
  const [run] = await expectRuns(hub, ['Release: success'], WITHOUT_CI);
  const [release] = hub.pulls();
  const [first, ...others] = await recorded(hub);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    model: 'parcels',
    trigger: 'release',
    version: 'v2',
    parameters: { recipe: 'main', train: ['2024-01', '2024-02'], holdout: ['2024-03'] },
    metrics: { champion: { version: 'v1' } },
    commit: await hub.commitAt('main'),
    verdict: { kind: 'promote', basis: 'better' },
    artifacts: { release: expect.stringMatching(new RegExp(`/pull/${release!.number}$`)), run: first!.run },
  });
  expect(run!.summaries.join()).toContain('It was released as v2.');
  const root = await hub.commitAt(BRANCH);
  expect((await hub.github.hub.git.commit(root!)).parents).toEqual([]);

  await hub.merge(release!);
  await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
  await hub.push({
    files: { [`${FOLDER}/model.yaml`]: replace('final: [miles, one_hot(zone)]', 'final: [miles]') },
  });
  await expectRuns(hub, ['Release: success'], WITHOUT_CI);
  const kinds = (await recorded(hub)).map(({ verdict, version }) => [verdict!.kind, version]);
  expect(kinds).toEqual([
    ['promote', 'v2'],
    ['unchanged', undefined],
    ['reject', undefined],
  ]);

  // What a stranger proposes is judged by a job that can only read, and it counts what main tried on that month.
  const files = {
    [`${FOLDER}/model.yaml`]: (text: string) =>
      text.replace('final: [miles]', 'final: [miles, one_hot(zone)]').replace('margin: 0.02', 'margin: 0.03'),
  };
  await hub.openPullRequest({ files, fork: 'stranger' });
  await expectRuns(hub, ['CI: success'], { except: ['Comment'] });
  const report = join(hub.github.hub.artifacts.at(-1)!.dir, 'parcels', 'report.json');
  const { verdict } = JSON.parse(readFileSync(report, 'utf8')) as ChangeReport & { kind: 'judged' };
  expect(verdict.kind).toBe('hold');
  // v1 was judged on another month, and v2 once more is no try; the interval is that of 0.05 / (3 · 4).
  expect(verdict.rules.find(({ rule }) => rule === 'tries on this holdout')!.reason).toBe(
    'Judged on 2024-03 before: 1 version and 1 other candidate. Its intervals are therefore of 99.583 %.',
  );
});

test('the run of a pull request is recorded in its artifact, and nowhere else', async () => {
  const hub = await start({ files: await parcels('pull-request') });
  await hub.openPullRequest({ files: { [`${FOLDER}/model.yaml`]: replace('margin: 0.02', 'margin: 0.03') } });
  await expectRuns(hub, ['CI: success'], { except: ['Comment'] });
  const [artifact] = hub.github.hub.artifacts;
  expect(artifact!.name).toBe('report-parcels');
  const runs = join(artifact!.dir, 'runs', 'parcels');
  const [file, ...others] = readdirSync(runs);
  expect(others).toEqual([]);
  const [record] = parseRecords(readFileSync(join(runs, file!), 'utf8'), 'runs', file!);
  expect(record).toMatchObject({ trigger: 'ci', verdict: { kind: 'hold' } });
  expect(await hub.commitAt(BRANCH)).toBeUndefined();
});
