import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { sha256 } from '../../pipeline/digest/digest.ts';
import type { Manifest } from '../../pipeline/publish/manifest.ts';
import { appendEvents } from '../../pipeline/publish/registry.ts';
import type { NewEvent, RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { versionDigest } from '../../pipeline/publish/version-digest.ts';
import { call, callJson } from './call.ts';
import { addCode, commitAll, copiesOf, makeParcels, publishOne, publishTwo } from './parcels.ts';

const MODEL = 'models/parcels';
const THREADS = ['--threads', '1'];

/** Only models in its history: its code lies elsewhere. */
const published = copiesOf(async (root) => {
  await makeParcels(root);
  commitAll(root);
  await publishTwo(root);
});

/** A clone with its code, committed before v1. */
const withCode = copiesOf(async (root) => {
  await makeParcels(root);
  addCode(root);
  commitAll(root);
  await publishOne(root, '--train', '2024-01,2024-02', '--holdout', '2024-03');
  commitAll(root);
});

const manifestOf = (root: string, version: string) =>
  JSON.parse(readFileSync(join(root, MODEL, 'versions', version, 'manifest.json'), 'utf8')) as Manifest;

function edit(root: string, path: string, change: (text: string) => string): void {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
}

const changeContract = (root: string) =>
  edit(root, `${MODEL}/model.yaml`, (text) => text.replace('ceiling: 30', 'ceiling: 31'));

/** What stderr says, on one line: it is broken between words. */
const saying = (stderr: string) => stderr.replace(/\s+/g, ' ');

const worktrees = () => readdirSync(tmpdir()).filter((name) => name.startsWith('ratchet-worktree-'));

describe('with the code and the contract here', () => {
  it('a version comes out with the same digest, whatever recipe and however many months it had', async () => {
    const root = await published();
    for (const version of ['v1', 'v2']) {
      const document = await callJson(root, 'reproduce', '--version', version, ...THREADS);
      const { digest } = manifestOf(root, version);
      expect(document).toMatchObject({
        stage: 'reproduce',
        version,
        kind: 'identical',
        code: 'here',
        expected: digest,
        found: digest,
      });
    }
  });

  it('the champion is reproduced where none is named, and nothing under models/ or of a candidate is touched', async () => {
    const root = await published();
    const before = readFileSync(join(root, 'out/parcels/candidate/training.json'), 'utf8');
    const { exitCode, stdout } = await call(root, 'reproduce', ...THREADS);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`v2 is reproduced: the same digest again\n  ${manifestOf(root, 'v2').digest}\n`);
    expect(stdout).toContain(
      'trained on 2024-01 and 2024-02 by the code and contract here, which are its own',
    );
    expect(readFileSync(join(root, 'out/parcels/candidate/training.json'), 'utf8')).toBe(before);
  });

  it('months come from any folder, and the lock of today does not matter', async () => {
    const root = await published();
    rmSync(join(root, MODEL, 'data.lock.json'));
    mkdirSync(join(root, 'elsewhere'));
    renameSync(join(root, MODEL, 'data/parcels_2024-01.csv'), join(root, 'elsewhere/parcels_2024-01.csv'));
    expect(await callJson(root, 'reproduce', '--data', 'elsewhere', ...THREADS)).toMatchObject({
      kind: 'identical',
    });
  });

  it('another model is told by both digests and the first place where they differ', async () => {
    const root = await published();
    const forged = forge(root, (model) => {
      model.final[2] = model.final[2]! + 0.5;
    });
    const { exitCode, stdout } = await call(root, 'reproduce', '--version', 'v2', ...THREADS);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `v2 is not reproduced: another digest came out\n  expected  ${forged.digest}\n  found     ${forged.original}\n`,
    );
    const [, expected, found] =
      /model\.json differs first at \$\.final\[2\]: expected (\S+), found (\S+)\n/.exec(stdout)!;
    expect(Number(expected) - Number(found)).toBeCloseTo(0.5, 12);
  });
});

describe('with the version’s own commit', () => {
  it('a version comes out the same after code and contract have changed', async () => {
    const root = await withCode();
    changeContract(root);
    appendFileSync(join(root, 'pipeline/train/train.ts'), '\n// Changed since.\n');
    const before = worktrees();
    const tsx = createRequire(import.meta.url).resolve('tsx/cli');
    // As its user runs it: the code that has changed is the code that runs.
    const stdout = execFileSync(
      process.execPath,
      [tsx, 'cli/main.ts', 'reproduce', '--version', 'v1', '--json', ...THREADS],
      { cwd: root, encoding: 'utf8' },
    );
    const { digest, code } = manifestOf(root, 'v1');
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'identical',
      code: 'commit',
      commit: code.commit,
      expected: digest,
      found: digest,
    });
    expect(worktrees()).toEqual(before);
    expect(readdirSync(join(root, '.git'))).not.toContain('worktrees');
    expect(readFileSync(join(root, MODEL, 'model.yaml'), 'utf8')).toContain('ceiling: 31');
  });

  it('that does not hold what it was made from, nothing can be said of it', async () => {
    const root = await withCode();
    for (const name of ['versions', 'registry.jsonl']) rmSync(join(root, MODEL, name), { recursive: true });
    changeContract(root);
    await publishOne(root, '--train', '2024-01', '--holdout', '2024-02');
    edit(root, `${MODEL}/model.yaml`, (text) => text.replace('ceiling: 31', 'ceiling: 32'));
    const commit = manifestOf(root, 'v1').code.commit!.slice(0, 10);
    const { exitCode, stderr } = await call(root, 'reproduce', ...THREADS);
    expect(exitCode).toBe(1);
    expect(saying(stderr)).toContain(
      `commit ${commit} does not hold the code and the contract that it was made with`,
    );
  });
});

describe('where it cannot be said, the exit code is 1 and the reason is told', () => {
  it.each<[string, (root: string) => void, string]>([
    [
      'a month is missing',
      (root) => rmSync(join(root, MODEL, 'data/parcels_2024-01.csv')),
      '2024-01 is not on this machine what to do: fetch 2024-01 with npm run ratchet -- ingest --model parcels --period 2024-01, or name a folder',
    ],
    [
      'a month is another one by now',
      (root) => appendFileSync(join(root, MODEL, 'data/parcels_2024-02.csv'), '\n'),
      'v2 cannot be reproduced: parcels_2024-02.csv here has sha256',
    ],
    [
      'the contract has changed and the commit holds no code',
      (root) => changeContract(root),
      'holds no code of Ratchet (no package-lock.json)',
    ],
    [
      'the contract has changed and history was squashed',
      (root) => {
        changeContract(root);
        rmSync(join(root, '.git'), { recursive: true });
        commitAll(root);
      },
      'v2 cannot be reproduced: the contract has changed since, and commit',
    ],
    [
      'the contract has changed and there is no git',
      (root) => {
        changeContract(root);
        rmSync(join(root, '.git'), { recursive: true });
      },
      'this is not a git repository',
    ],
  ])('%s', async (_, change, reason) => {
    const root = await published();
    change(root);
    const { exitCode, stdout, stderr } = await call(root, 'reproduce', '--version', 'v2', ...THREADS);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(saying(stderr)).toContain(reason);
  });

  it('the clone is shallow', async () => {
    const root = await withCode();
    const clone = `${root}-clone`;
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'ignore' });
    changeContract(clone);
    const { exitCode, stderr } = await call(clone, 'reproduce', ...THREADS);
    expect(exitCode).toBe(1);
    expect(saying(stderr)).toContain('not in this shallow clone');
    expect(saying(stderr)).toContain('git fetch --unshallow');
  });

  it('the commit locks other libraries', async () => {
    const root = await published();
    addCode(root);
    appendFileSync(join(root, 'package-lock.json'), '\n');
    const commit = commitAll(root);
    edit(root, `${MODEL}/versions/v2/manifest.json`, (text) =>
      text.replace(/"commit": "\w+"/, `"commit": "${commit}"`),
    );
    changeContract(root);
    const { exitCode, stderr } = await call(root, 'reproduce', ...THREADS);
    expect(exitCode).toBe(1);
    expect(saying(stderr)).toContain('locks other libraries than those installed here');
    expect(saying(stderr)).toContain('reproduce --install');
  });
});

it('a version that never was is not found', async () => {
  const { exitCode, stderr } = await call(await published(), 'reproduce', '--version', 'v9');
  expect([exitCode, saying(stderr)]).toEqual([2, expect.stringContaining('parcels has no version v9')]);
});

/** Publishes v2 with another model, every digest and the chain in order: only training again can tell. */
function forge(
  root: string,
  change: (model: { final: number[] }) => void,
): { digest: string; original: string } {
  const folder = join(root, MODEL, 'versions/v2');
  const model = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as { final: number[] };
  change(model);
  const bytes = `${canonicalJson(model)}\n`;
  writeFileSync(join(folder, 'model.json'), bytes);
  const manifest = manifestOf(root, 'v2');
  const digest = versionDigest({
    model: sha256(bytes),
    contract: manifest.contract,
    data: manifest.data.training,
  });
  const files = manifest.files.map((file) =>
    file.path === 'model.json' ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file,
  );
  const text = `${JSON.stringify({ ...manifest, digest, files })}\n`;
  writeFileSync(join(folder, 'manifest.json'), text);
  const path = join(root, MODEL, 'registry.jsonl');
  const events = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RegistryEvent);
  const renewed = events.map(({ schemaVersion, seq, previous, hash, ...event }): NewEvent => {
    if (event.version !== 'v2') return event;
    return event.event === 'registered' ? { ...event, digest, manifest: sha256(text) } : { ...event, digest };
  });
  writeFileSync(path, appendEvents('', renewed));
  return { digest, original: manifest.digest };
}
