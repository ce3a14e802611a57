import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRecords } from '../../../pipeline/records/record-file.ts';
import type { RecordKind } from '../../../pipeline/records/record-kinds.ts';
import { csvOf, MONTHS } from '../../cli/parcels.ts';
import type { RunResult } from '../act/run-workflow.ts';
import type { World } from '../world/world.ts';
import { FOLDER, MODEL, parcels, REGISTRY } from './parcels.ts';
import { publishers } from './publishers.ts';
import { championAt, expectRuns, worlds } from './rides.ts';

const start = worlds();
const publisher = publishers();

type Row = readonly [started: string, minutes: number, miles: number, zone: string];

/** A month of parcels, each of them changed where there is a change. */
function month(period: string, change?: (row: Row) => Row): Record<string, string> {
  if (change === undefined) return { [`parcels_${period}.csv`]: csvOf(period) };
  const [header, ...lines] = csvOf(period).trim().split('\n');
  const rows = lines.map((line) => {
    const [started, minutes, miles, zone] = line.split(',') as [string, string, string, string];
    return change([started, Number(minutes), Number(miles), zone]).join(',');
  });
  return { [`parcels_${period}.csv`]: `${[header, ...rows].join('\n')}\n` };
}

/** Farther apart, at three minutes a mile as before. */
const farther = ([started, minutes, miles, zone]: Row): Row => [
  started,
  minutes + 1.8 * miles,
  1.6 * miles,
  zone,
];
/** The clock of a zone counts a fifth of the time. */
const brokenClock = ([started, minutes, miles, zone]: Row): Row => [
  started,
  zone === 'd' ? minutes / 5 : minutes,
  miles,
  zone,
];

async function records<Kind extends RecordKind>(hub: World, kind: Kind) {
  const path = `${MODEL}/${kind}.jsonl`;
  return parseRecords((await hub.file(path, 'ratchet/records')) ?? '', kind, path);
}

/** A week goes by: continuous training, and no other run. */
async function week(hub: World): Promise<RunResult> {
  await hub.schedule('continuous-training.yml');
  const [run] = await expectRuns(hub, ['Continuous training: success'], {
    except: ['Deploy', 'CI', 'Comment'],
  });
  return run!;
}

const titles = async (hub: World, state: 'open' | 'all' = 'open') =>
  (await hub.issues(state)).map(({ number, title }) => `#${number} ${title}`);

/** A repository whose champion knows zones alone, and a publisher of its months and one more. */
async function began(more: Record<string, string>) {
  const months = Object.assign({}, ...MONTHS.map((period) => month(period)), more);
  const source = await publisher('parcels_{period}.csv', months);
  const hub = await start({
    files: await parcels('pull-request'),
    settings: { variables: source.variables },
  });
  return { hub, put: source.put };
}

describe('an incident', () => {
  test('opens with the report, is updated, links training and release, and closes with a healthy month', async () => {
    const { hub, put } = await began(month('2024-04', farther));
    const first = await week(hub);
    expect(first.summaries.join('\n')).toContain('🚨 Alarm: Minutes to deliver a parcel, 2024-04');
    expect(first.summaries.join('\n')).toContain(
      'parcels is trained on 2024-02 and 2024-03 and judged on 2024-04',
    );
    expect(await titles(hub)).toEqual(['#1 Decay of parcels: 2024-04', '#2 Drift in parcels: 2024-04']);
    const [release] = hub.pulls();
    const opened = await hub.issues();
    for (const { body, user } of opened) {
      expect(user.login).toBe('github-actions[bot]');
      expect(body).toContain('<summary>The whole report on 2024-04</summary>');
      expect(body).toMatch(
        new RegExp(
          `\\[trained on 2024-02 and 2024-03\\]\\(\\S+/actions/runs/\\d+\\), judged on 2024-04: \\*\\*Promote.\\*\\* .*\\[Its release\\]\\(\\S+/pull/${release!.number}\\)`,
        ),
      );
    }
    const [artifact] = hub.github.hub.artifacts;
    expect([artifact!.name, readdirSync(artifact!.dir).sort()]).toEqual([
      'monitor-parcels',
      ['2024-03', '2024-04']
        .flatMap((period) => ['html', 'json', 'md'].map((end) => `${period}.${end}`))
        .concat('watch.json'),
    ]);

    // The same month once more: nothing is trained or written down again.
    const second = await week(hub);
    expect(second.summaries.join('\n')).toContain(
      'No new month since 2024-04, on which a candidate was judged already.',
    );
    expect(second.log).not.toContain('training: ');
    const updated = await hub.issues();
    expect(updated.map(({ number, title }) => [number, title])).toEqual(
      opened.map(({ number, title }) => [number, title]),
    );
    expect(opened[1]!.body).toContain('**Decided: retrain.** Drift: minutes moved against 2024-01');
    expect(updated[1]!.body).toContain('**Decided: wait.** No new month since 2024-04');
    expect(updated[1]!.body).toContain(`/pull/${release!.number})`);
    expect((await records(hub, 'months')).map(({ id, verdict }) => [id.slice(0, 10), verdict.kind])).toEqual([
      ['2024-03-v1', 'healthy'],
      ['2024-04-v1', 'alarm'],
    ]);

    await hub.merge(release!);
    await expectRuns(hub, ['Deploy: success', 'Release: success'], { except: ['CI', 'Comment'] });
    expect(await championAt(hub, `${MODEL}/production`, REGISTRY)).toBe('v2');
    put(month('2024-05'));
    const third = await week(hub);
    expect(third.summaries.join('\n')).toContain('Nothing in 2024-05 asks for training: it is healthy.');
    expect(await titles(hub)).toEqual([]);
    expect((await hub.comments(2)).map(({ body }) => body)).toEqual([
      expect.stringMatching(/^2024-05 is healthy in this respect, says \[this run\]\(\S+\)\.$/),
    ]);
    expect(
      (await records(hub, 'incidents')).filter(({ kind }) => kind === 'drift').map(({ event }) => event),
    ).toEqual(['opened', 'updated', 'updated', 'closed']);
    expect(
      (await records(hub, 'months')).map(({ period, version, decision }) => [
        period,
        version,
        decision?.kind,
      ]),
    ).toEqual([
      ['2024-03', 'v1', undefined],
      ['2024-04', 'v1', 'retrain'],
      ['2024-05', 'v2', 'wait'],
    ]);
  });

  test('of a broken month puts it aside: it neither trains nor judges, not even once the next has come', async () => {
    const { hub, put } = await began(month('2024-04', brokenClock));
    const run = await week(hub);
    expect(run.summaries.join('\n')).toContain('2024-04 is broken, and neither trained on nor judged by');
    expect(await titles(hub)).toEqual(['#1 Broken rows in parcels: 2024-04', '#2 Drift in parcels: 2024-04']);
    expect((await hub.issues())[0]!.body).toMatch(/- zone d .*is unlike/);
    expect(hub.pulls('all')).toEqual([]);

    put(month('2024-05', farther));
    await week(hub);
    expect(await titles(hub)).toEqual(['#2 Drift in parcels: 2024-05', '#3 Decay of parcels: 2024-05']);
    const [training] = await records(hub, 'runs');
    expect(training!.parameters).toMatchObject({ train: ['2024-02', '2024-03'], holdout: ['2024-05'] });

    // The release locks the month after it, so that it would be passed over for ever. A person has looked, and lets it in.
    const others = { except: ['CI', 'Comment'] };
    await hub.merge(hub.pulls()[0]!);
    await expectRuns(hub, ['Deploy: success', 'Release: success'], others);
    const { digest } = (await records(hub, 'months')).find(({ period }) => period === '2024-04')!;
    const reason = 'Zone d was rebuilt.';
    await hub.push({
      files: { [`${FOLDER}/accepted-months.yaml`]: `2024-04:\n  sha256: ${digest}\n  reason: ${reason}\n` },
    });
    await expectRuns(hub, ['Release: success'], others);
    await hub.dispatch('continuous-training.yml', { asked: 'true' });
    await expectRuns(hub, ['Continuous training: success'], others);
    const last = (await records(hub, 'runs')).at(-1)!;
    expect([last.trigger, last.parameters.train, last.parameters.holdout]).toEqual([
      'continuous-training',
      ['2024-03', '2024-04'],
      ['2024-05'],
    ]);
    expect(last.data.find(({ period }) => period === '2024-04')!.sha256).toBe(digest);
  });
});

test('where there is no champion, nothing is watched, and a first model is made once', async () => {
  const all = Object.entries(await parcels('pull-request'));
  const files = Object.fromEntries(all.filter(([path]) => !/registry\.jsonl$|\/versions\//.test(path)));
  const hub = await start({ files });
  const first = await week(hub);
  expect(first.summaries.join('\n')).toContain('parcels has no champion yet: there is nothing to watch with');
  expect(hub.pulls().map(({ title }) => title)).toEqual([
    expect.stringMatching(/^Release parcels v1: RMSE 0\.\d+ min$/),
  ]);
  const second = await week(hub);
  expect(second.summaries.join('\n')).toContain(
    'There is no champion yet, and no month since 2024-03, on which a candidate was judged already.',
  );
  expect(await records(hub, 'runs')).toHaveLength(1);
  expect(await titles(hub, 'all')).toEqual([]);
});
