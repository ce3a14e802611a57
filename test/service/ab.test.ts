import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rolloutSchema, trialName } from '../../pipeline/serve/rollout.ts';
import { tallyTrial } from '../../platform/run/tally-trial.ts';
import { call, callJson } from '../cli/call.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';
import { addVersion } from './add-version.ts';
import { FEEDBACK_KEY, MODEL, RIDE, services } from './serve.ts';

const temporaryFolder = temporaryFolders();
const serve = services();
const HOUR = 3_600_000;
const NOW = Date.UTC(2024, 0, 10);
const rollout = rolloutSchema.parse({ challenger: 'v2', mode: 'ab', label_delay_hours: 2 });
const trial = trialName('v1', rollout);
const question = { trial, rollout, keep: [1, 60] as const, nowMs: NOW };

/** Writes log lines into a folder. */
function logged(lines: readonly object[]): string {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'a.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return dir;
}

const predicted = (id: string, hoursAgo: number, more: object = {}) => ({
  kind: 'prediction',
  id,
  at: NOW - hoursAgo * HOUR,
  version: 'v1',
  variant: 'champion',
  prediction: 10,
  trial,
  key: 'k',
  ...more,
});
const told = (id: string, hoursAgo: number, actual: number) => ({
  kind: 'feedback',
  id,
  at: NOW - hoursAgo * HOUR,
  actual,
});

async function championOf(lines: readonly object[]) {
  const { tally, broken } = await tallyTrial([logged(lines)], question);
  return { ...tally.counts.byKey.champion.get('k'), young: tally.young, broken };
}

describe('a prediction log joined with its feedback', () => {
  it('sums squared errors of a key: (10 - 12)² and (10 - 13)²', async () => {
    const lines = [predicted('a', 5), predicted('b', 4), told('a', 4, 12), told('b', 3, 13)];
    expect(await championOf(lines)).toEqual({
      predictions: 2,
      labelled: 2,
      loss: 13,
      shadowLoss: 13,
      young: 0,
      broken: 0,
    });
  });

  it('leaves out predictions younger than the label delay, whose truth is known of short rides first', async () => {
    expect(
      await championOf([predicted('a', 5), predicted('b', 1.5), told('a', 4, 12), told('b', 1, 60)]),
    ).toMatchObject({ predictions: 1, loss: 4, young: 1 });
  });

  it('leaves out feedback that came after the label delay', async () => {
    expect(await championOf([predicted('a', 5), told('a', 2.5, 12)])).toMatchObject({
      predictions: 1,
      labelled: 0,
    });
  });

  it('takes the first of several, and feedback that lies before its prediction in another file', async () => {
    const [first, second] = [logged([told('a', 4, 12), told('a', 4.5, 11)]), logged([predicted('a', 5)])];
    const { tally } = await tallyTrial([first, second], question);
    expect(tally.counts.byKey.champion.get('k')).toMatchObject({ labelled: 1, loss: 1 });
  });

  it("leaves out rides whose truth is outside the target's range, and predictions of other trials", async () => {
    const lines = [
      predicted('a', 5),
      told('a', 4, 61),
      predicted('b', 5, { trial: 'v1:v9:ab:0.1' }),
      predicted('c', 5),
    ];
    expect(await championOf(lines)).toMatchObject({ predictions: 1, labelled: 0 });
  });

  it('counts lines that cannot be read', async () => {
    const dir = logged([predicted('a', 5)]);
    writeFileSync(join(dir, 'b.jsonl'), '{"kind":"pred');
    expect((await tallyTrial([dir], question)).broken).toBe(1);
  });
});

describe('ratchet ab', () => {
  it('judges the very log that the service wrote', async () => {
    const service = await serve({}, (root) => {
      addVersion(root, 'v2', 2);
      writeFileSync(
        join(root, 'models', MODEL, 'rollout.yaml'),
        'challenger: v2\nmode: shadow\nlabel_delay_hours: 0.0000001\n',
      );
    });
    const { id, prediction } = (await (await service.post('/predict', RIDE)).json()) as {
      id: string;
      prediction: number;
    };
    await service.post('/feedback', { id, actual: prediction }, { authorization: `Bearer ${FEEDBACK_KEY}` });
    await service.end();
    expect(readdirSync(service.logDir)).toHaveLength(1);
    // The delay of the trial is a fraction of a millisecond: feedback is to come at once, so it is dated back.
    const path = join(service.logDir, readdirSync(service.logDir)[0]!);
    const [first] = readFileSync(path, 'utf8').split('\n');
    const { at } = JSON.parse(first!) as { at: number };
    writeFileSync(path, readFileSync(path, 'utf8').replace(/("kind":"feedback".*"at":)\d+/, `$1${at}`));
    expect(await callJson(service.root, 'ab', '--log', service.logDir)).toMatchObject({
      decision: 'keep-on',
      champion: 'v1',
      challenger: 'v2',
      mode: 'shadow',
      rmse: { champion: 0, challenger: expect.closeTo(2, 9) },
    });
  });

  it('says so when no challenger is tried', async () => {
    const service = await serve();
    const { exitCode, stderr } = await call(service.root, 'ab');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('tries no challenger')]);
  });
});
