import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { callJson } from './call.ts';
import { addCode, commitAll, copiesOf, makeParcels, publishOne } from './parcels.ts';

const repository = copiesOf(async (root) => {
  await makeParcels(root);
  addCode(root);
  // Another text that locks the same libraries: npm has to bring them all the same.
  appendFileSync(join(root, 'package-lock.json'), '\n');
  commitAll(root);
  await publishOne(root, '--train', '2024-01', '--holdout', '2024-02', '--recipe', 'by-zone');
});

it('a version whose commit locks other libraries is reproduced with those, where they may be installed', async () => {
  const root = await repository();
  const contract = join(root, 'models', 'parcels', 'model.yaml');
  writeFileSync(contract, readFileSync(contract, 'utf8').replace('ceiling: 30', 'ceiling: 31'));
  const document = await callJson(root, 'reproduce', '--install', '--threads', '1');
  expect(document).toMatchObject({ kind: 'identical', code: 'commit', version: 'v1' });
});
