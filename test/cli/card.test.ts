import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { call } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});
const cardOf = (root: string, model: string, version: string) =>
  join(root, 'models', model, 'versions', version, 'card.md');

it('the card of the version that this repository carries is what its facts give', async () => {
  const { exitCode, stdout } = await call(codeRoot, 'card', '--model', 'nyc-green-taxi', 'v1');
  expect(stdout).toBe(readFileSync(cardOf(codeRoot, 'nyc-green-taxi', 'v1'), 'utf8'));
  expect(exitCode).toBe(0);
});

it('a card is written anew, and a figure in it that somebody changed is found, by the doctor too', async () => {
  const root = await published();
  for (const version of ['v1', 'v2'])
    expect((await call(root, 'card', version)).stdout).toBe(
      readFileSync(cardOf(root, 'parcels', version), 'utf8'),
    );
  const path = cardOf(root, 'parcels', 'v2');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace('| **v2** | 0.560 |', '| **v2** | 0.360 |'));
  const { exitCode, stdout, stderr } = await call(root, 'card');
  expect([exitCode, stdout]).toEqual([1, before]);
  expect(stderr).toMatch(
    /^card\.md of v2 differs first in line \d+: expected “\| \*\*v2\*\* \| 0\.560 .*”, found “\| \*\*v2\*\* \| 0\.360 /,
  );
  const saysCompare = async () =>
    (await call(root, 'doctor')).stdout
      .replaceAll(/\s+/g, ' ')
      .includes('Compare with npm run ratchet -- card v2');
  // That it is not the card that was sealed is told once; only one that was sealed so is compared.
  expect(await saysCompare()).toBe(false);
  const manifest = join(path, '..', 'manifest.json');
  const [old, now] = [before, readFileSync(path, 'utf8')].map(sha256);
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(old!, now!));
  expect(await saysCompare()).toBe(true);
});

it('a card of another contract cannot be judged', async () => {
  const root = await published();
  const path = join(root, 'models', 'parcels', 'model.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace('ceiling: 30', 'ceiling: 31'));
  const { exitCode, stderr } = await call(root, 'card', 'v1');
  expect(exitCode).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('model.yaml is not the one that v1 was made with');
});
