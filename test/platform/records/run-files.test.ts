import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRunFiles, writeRunFile } from '../../../platform/records/run-files.ts';
import { runOf } from '../../records/records.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

it('runs under out/ are read oldest first, a file each, and a broken one is named', () => {
  const place = { outDir: folder() };
  writeRunFile(place, runOf({ id: 'later', at: '2024-06-01T00:00:00.000Z' }));
  const path = writeRunFile(place, runOf({ id: 'earlier' }));
  expect(path).toBe(join(place.outDir, 'runs', 'rides', 'earlier.json'));
  expect(readRunFiles(place, 'rides').map(({ id }) => id)).toEqual(['earlier', 'later']);
  expect(readRunFiles(place, 'parcels')).toEqual([]);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 50));
  expect(() => readRunFiles(place, 'rides')).toThrow(`line 1 of ${path} is broken: it is not JSON`);
});
