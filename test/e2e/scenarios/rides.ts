import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { callJson } from '../../cli/call.ts';
import type { RunResult } from '../act/run-workflow.ts';
import { prepared } from '../world/prepared.ts';
import { type Edit, type Files, leanTemplate } from '../world/seed.ts';
import { type World, type WorldOptions, world } from '../world/world.ts';

export const MODEL = 'nyc-green-taxi';
export const FOLDER = `models/${MODEL}`;
export const CONTRACT = `${FOLDER}/model.yaml`;
export const REGISTRY = `${FOLDER}/registry.jsonl`;
const LOCK = `${FOLDER}/data.lock.json`;
const ROOT = new URL('../../../', import.meta.url).pathname;

/** Replaces one text of a file by another; fails where it is not there. */
export const replace =
  (before: string, after: string) =>
  (text: string): string => {
    if (!text.includes(before)) throw new Error(`there is no "${before}" to replace`);
    return text.replaceAll(before, after);
  };

/** A better title: another contract, and so another candidate, with the same regression. */
export const retitled = (title: string): Files => ({
  [CONTRACT]: (text) => text.replace(/^title: .*$/m, `title: ${title}`),
});

/**
 * Makes a world of this template for each scenario, closed after it; none may end with a request GitHub refuses. Its
 * deployments make no container, which takes a while, unless a scenario asks for it.
 */
export function worlds(): (options?: Partial<WorldOptions> & { files?: Files }) => Promise<World> {
  const open: World[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) {
      await one.close();
      expect(one.github.violations).toEqual([]);
    }
  });
  return async ({ files = {}, settings, ...options } = {}) => {
    const variables = { RATCHET_IMAGE: 'off', ...settings?.variables };
    const one = await world({ from: leanTemplate(files), settings: { ...settings, variables }, ...options });
    open.push(one);
    return one;
  };
}

/** What ran, and how it ended, in the order of its end. */
export const told = (runs: readonly RunResult[]): string[] =>
  runs
    .filter(({ conclusion }) => conclusion !== 'skipped')
    .map(({ workflow, conclusion }) => `${workflow}: ${conclusion}`);

/** Runs all that follows, and expects these runs and no others. The site, which follows many, only where it is expected. */
export async function expectRuns(
  hub: World,
  wanted: readonly string[],
  options: Parameters<World['settle']>[0] = {},
): Promise<RunResult[]> {
  const except = wanted.some((run) => run.startsWith('Site')) ? [] : ['Site'];
  const runs = await hub.settle({ ...options, except: [...(options.except ?? []), ...except] });
  const logs = runs
    .map(({ workflow, log, conclusion }) => `== ${workflow}: ${conclusion}\n${log.slice(-5000)}`)
    .join('\n');
  expect(told(runs).sort(), logs).toEqual([...wanted].sort());
  return runs;
}

/** The version that the registry of a revision promotes last. */
export async function championAt(hub: World, revision = 'main', registry = REGISTRY): Promise<string> {
  const lines = ((await hub.file(registry, revision)) ?? '').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { event: string; version: string });
  return events.findLast(({ event }) => event === 'promoted')!.version;
}

/** The repository before its newest embedded month was published: that month is for the source to bring. */
export const WITHHELD = '2021-03';
export const withheld: Files = {
  [`${FOLDER}/data/green_tripdata_${WITHHELD}.parquet`]: null,
  [LOCK]: (text) => {
    const lock = JSON.parse(text) as { months: Record<string, unknown> };
    delete lock.months[WITHHELD];
    return `${JSON.stringify(lock, null, 2)}\n`;
  },
};

export const monthFile = (period: string): string => `green_tripdata_${period}.parquet`;

export const embedded = (period: string): Buffer =>
  readFileSync(join(ROOT, FOLDER, 'data', monthFile(period)));

/** The lock with another file for a month. */
export const locked =
  (period: string, bytes: Uint8Array, rows: number): Edit =>
  (text) => {
    const lock = JSON.parse(text) as { months: Record<string, Record<string, unknown>> };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    lock.months[period] = { ...lock.months[period], sha256, rows, bytes: bytes.length };
    return `${JSON.stringify(lock, null, 2)}\n`;
  };
export const LOCK_FILE = LOCK;

/** v2 as the command line publishes it: trained on two months, judged on the third. */
export const secondVersion = (): Promise<Files> =>
  prepared('second-version', async () => {
    const root = mkdtempSync(join(tmpdir(), 'ratchet-second-'));
    try {
      cpSync(join(ROOT, 'models'), join(root, 'models'), { recursive: true });
      await callJson(root, 'run', '--threads', '2');
      await callJson(root, 'publish');
      const version = join(root, FOLDER, 'versions', 'v2');
      const files = readdirSync(version).map((name) => [
        `${FOLDER}/versions/v2/${name}`,
        new Uint8Array(readFileSync(join(version, name))),
      ]);
      return {
        ...(Object.fromEntries(files) as Files),
        [REGISTRY]: new Uint8Array(readFileSync(join(root, REGISTRY))),
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
