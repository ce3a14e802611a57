import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { modelSchemaText } from '../../platform/model-schema.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { callJson } from './call.ts';

export const MONTHS = ['2024-01', '2024-02', '2024-03'] as const;

const CONTRACT = `schemaVersion: 1
name: parcels
title: Minutes to deliver a parcel
description: From its zone and the miles to it.
intended_use: Tests.
source:
  kind: monthly-file
  file: parcels_{period}.csv
time: started
columns:
  started: { type: timestamp }
  minutes: { type: number }
  miles: { type: number }
  zone: { type: category }
target: { name: duration, unit: min, column: minutes, keep: [1, 60] }
checks:
  - { nulls: miles, max_share: 0, severity: error }
window: { max_periods: 2, holdout: 1 }
features:
  numbers: {}
  keys: {}
recipe:
  final: [miles, one_hot(zone)]
comparisons:
  by-zone:
    final: [one_hot(zone)]
gate:
  margin: 0.02
  ceiling: 30
  max_filtered: 0.1
  slices:
    zone: { by: [zone], tolerance: 0.5 }
`;

/** Twenty days of ten parcels: 5 minutes, 3 a mile, what the zone adds, and noise of a minute either way. */
export function csvOf(period: string): string {
  let state = Number(period.slice(-2));
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  random();
  const rows = Array.from({ length: 200 }, (_, i) => {
    const day = String((i % 20) + 1).padStart(2, '0');
    const [zone, miles] = [i % 4, random() * 10];
    const minutes = 5 + 3 * miles + 2 * zone + 2 * random() - 1;
    return `${period}-${day} 0${i % 10}:00:00,${minutes.toFixed(3)},${miles.toFixed(3)},${'abcd'[zone]}`;
  });
  return `started,minutes,miles,zone\n${rows.join('\n')}\n`;
}

/** A repository in a temporary folder with one small model and its locked months; no version yet. */
export async function makeParcels(root: string): Promise<void> {
  const dir = join(root, 'models', 'parcels');
  mkdirSync(join(dir, 'data'), { recursive: true });
  writeFileSync(join(root, '.gitattributes'), 'models/** -text\n');
  writeFileSync(join(root, '.gitignore'), 'node_modules\nout/\n');
  writeFileSync(join(root, 'models', 'model.schema.json'), modelSchemaText());
  writeFileSync(join(dir, 'model.yaml'), CONTRACT);
  for (const month of MONTHS) writeFileSync(join(dir, 'data', `parcels_${month}.csv`), csvOf(month));
  await callJson(root, 'ingest', '--period', MONTHS.join(','), '--lock', '--threads', '1');
}

/** Two versions: v1 knows zones alone; v2, the champion, miles too. */
export async function publishTwo(root: string): Promise<void> {
  await publishOne(root, '--train', '2024-01', '--holdout', '2024-02', '--recipe', 'by-zone');
  await publishOne(root, '--train', '2024-01,2024-02', '--holdout', '2024-03');
}

export async function publishOne(root: string, ...run: readonly string[]): Promise<void> {
  await callJson(root, 'run', ...run, '--threads', '1');
  await callJson(root, 'publish', '--by', 'maintainers');
}

/** Puts the code of this repository beside the models of another, as a clone has it. */
export function addCode(root: string): void {
  for (const name of ['pipeline', 'platform', 'cli', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(codeRoot, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(codeRoot, 'node_modules'), join(root, 'node_modules'));
}

/** Makes a folder a git repository, or commits what changed; gives the commit. */
export function commitAll(root: string): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git(
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    'State',
  );
  return git('rev-parse', 'HEAD');
}

/** A repository made once for a file of tests, of which each test changes a copy. */
export function copiesOf(make: (root: string) => Promise<void>): () => Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), 'ratchet-parcels-'));
  afterAll(() => rmSync(parent, { recursive: true, force: true }));
  const original = join(parent, 'original');
  let made: Promise<void> | undefined;
  let count = 0;
  return async () => {
    made ??= make(original);
    await made;
    const copy = join(parent, `copy-${++count}`);
    cpSync(original, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  };
}
