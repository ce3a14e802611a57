import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readChangeReports } from '../../../platform/run/read-change-reports.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const temporaryFolder = temporaryFolders();

const report = (model: string) =>
  JSON.stringify({ schemaVersion: 1, stage: 'report', model, title: 'T', kind: 'unaffected' });

function put(folder: string, path: string, content: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

test('reads the report of each model, wherever below the folder it lies', () => {
  const folder = temporaryFolder();
  put(folder, 'report-a/a/report.json', report('a'));
  put(folder, 'report-b/b/report.json', report('b'));
  put(folder, 'report-b/report.html', '<p>');
  const { reports, faults } = readChangeReports(folder);
  expect(reports.map(({ model }) => model)).toEqual(['a', 'b']);
  expect(faults).toEqual([]);
});

test('a folder that is not there holds no report', () => {
  expect(readChangeReports(join(temporaryFolder(), 'none'))).toEqual({ reports: [], faults: [] });
});

test('believes nothing that is not a report, and says what it left out', () => {
  const folder = temporaryFolder();
  put(folder, 'a/report.json', '{');
  put(folder, 'b/report.json', '{"kind":"judged"}');
  put(folder, 'c/report.json', report('../../etc'));
  put(folder, 'd/report.json', ' '.repeat(8_000_001));
  put(folder, 'e/report.json', report('e'));
  put(folder, 'f/report.json', report('e'));
  const { reports, faults } = readChangeReports(folder);
  expect(reports.map(({ model }) => model)).toEqual(['e']);
  expect(faults).toEqual([
    'a/report.json: it is not JSON',
    expect.stringMatching(/^b\/report.json: it is no report: /),
    expect.stringMatching(/^c\/report.json: it is no report: model: /),
    'd/report.json: 8000001 bytes are more than a report has',
    'f/report.json: there is another report of e',
  ]);
});

test('follows no link', () => {
  const folder = temporaryFolder();
  put(folder, 'secret/report.json', report('secret'));
  const artifact = temporaryFolder();
  symlinkSync(join(folder, 'secret'), join(artifact, 'linked'));
  symlinkSync(join(folder, 'secret', 'report.json'), join(artifact, 'report.json'));
  expect(readChangeReports(artifact)).toEqual({ reports: [], faults: [] });
});
