import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Asset, checksumsOf, planDeployment } from '../../pipeline/deploy/plan-deployment.ts';
import { releaseNotes } from '../../pipeline/deploy/release-notes.ts';
import { versionMetricsSchema } from '../../pipeline/publish/version-folder.ts';
import { storedFiles } from '../../platform/stored-files.ts';
import { copiesOf, makeParcels, publishTwo } from '../cli/parcels.ts';
import { errorOf } from '../platform/error-of.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';

const repository = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});
const temporaryFolder = temporaryFolders();

const folderOf = (root: string) => join(root, 'models', 'parcels');
const plan = (root: string) => planDeployment(storedFiles(folderOf(root)), []);

function edit(root: string, path: string, change: (text: string) => string): void {
  const full = join(folderOf(root), path);
  writeFileSync(full, change(readFileSync(full, 'utf8')));
}

test("the champion's five files go to production, byte for byte", async () => {
  const root = await repository();
  const { version, assets } = plan(root);
  expect(version).toBe('v2');
  const dir = join(folderOf(root), 'versions', 'v2');
  expect(assets.map(({ name }) => name).sort()).toEqual(readdirSync(dir).sort());
  for (const { name, bytes } of assets) expect(Buffer.from(bytes)).toEqual(readFileSync(join(dir, name)));
});

test('sha256sum agrees with the checksums', async () => {
  const { assets } = plan(await repository());
  const dir = temporaryFolder();
  const write = ({ name, bytes }: Asset) => writeFileSync(join(dir, name), bytes);
  [...assets, checksumsOf(assets)].forEach(write);
  const told = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: dir, encoding: 'utf8' });
  expect(told.trim().split('\n').sort()).toEqual(assets.map(({ name }) => `${name}: OK`).sort());
});

test.each([
  {
    description: 'a byte of the model changed',
    path: 'versions/v2/model.json',
    change: (text: string) => text.replace('"rows":400', '"rows":401'),
    says: /model.json: expected/,
  },
  {
    description: 'the registry was edited',
    path: 'registry.jsonl',
    change: (text: string) => text.replace('"version":"v2"', '"version":"v1"'),
    says: /registry.jsonl: expected an unbroken chain/,
  },
  {
    description: 'the manifest says something else than was registered',
    path: 'versions/v2/manifest.json',
    change: (text: string) => text.replace('"filteredShare": 0', '"filteredShare": 0.1'),
    says: /manifest.json: expected/,
  },
])('nothing is deployed where $description', async ({ path, change, says }) => {
  const root = await repository();
  edit(root, path, change);
  const error = await errorOf(() => plan(root));
  expect(error.code).toBe('registry');
  expect(error.message).toMatch(/^nothing was deployed: /);
  expect(error.message).toMatch(says);
  expect(error.hint).not.toBe('');
});

test('nothing is deployed where no version was published', async () => {
  const root = temporaryFolder();
  await makeParcels(root);
  expect((await errorOf(() => plan(root))).message).toContain('no champion');
});

test('nothing is deployed where the version is gone', async () => {
  const root = await repository();
  rmSync(join(folderOf(root), 'versions', 'v2'), { recursive: true });
  mkdirSync(join(folderOf(root), 'versions', 'v2'));
  expect((await errorOf(() => plan(root))).message).toContain('versions/v2/manifest.json');
});

test('the notes of a release say how good it is, what made it, and how to check it', async () => {
  const root = await repository();
  const deployment = plan(root);
  const text = readFileSync(join(folderOf(root), 'versions/v2/metrics.json'), 'utf8');
  const notes = releaseNotes(deployment, versionMetricsSchema.parse(JSON.parse(text)));
  expect(notes).toMatch(/^\*\*v2\*\*: RMSE 0\.\d{3} min on 200 rows of 2024-03\.\n/);
  expect(notes).toContain('- Better than the champion v1');
  const { training, holdout } = deployment.manifest.data;
  for (const { period, sha256 } of [...training, ...holdout]) {
    expect(notes).toMatch(new RegExp(`\\| ${period} \\| (training|judging) \\| 200 \\| ${sha256} \\|`));
  }
  expect(notes).toContain(deployment.digest);
});
