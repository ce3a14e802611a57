import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type MonthMirror, serveMonths } from '../world/serve-months.ts';

/** Files of months by their names. */
export type Published = Readonly<Record<string, Uint8Array | string>>;

export interface Publisher {
  /** Variables of a repository that looks for months here. */
  readonly variables: Readonly<Record<string, string>>;
  put(more: Published): void;
}

/** Makes a publisher of months for each scenario, gone after it. */
export function publishers(): (pattern: string, months: Published) => Promise<Publisher> {
  const open: { mirror: MonthMirror; dir: string }[] = [];
  afterEach(async () => {
    for (const { mirror, dir } of open.splice(0)) {
      await mirror.close();
      rmSync(dir, { recursive: true });
    }
  });
  return async (pattern, months) => {
    const dir = mkdtempSync(join(tmpdir(), 'ratchet-months-'));
    const put = (more: Published) => {
      for (const [name, content] of Object.entries(more)) writeFileSync(join(dir, name), content);
    };
    put(months);
    const mirror = await serveMonths(dir);
    open.push({ mirror, dir });
    return { put, variables: { RATCHET_MIRROR: `${mirror.url}/${pattern}` } };
  };
}
