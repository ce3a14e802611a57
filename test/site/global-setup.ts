import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeTaxi } from './taxi-site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a repository with two versions, to be copied. */
    taxi: string;
  }
}

/** Makes once what all tests start from. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const root = mkdtempSync(join(tmpdir(), 'ratchet-taxi-'));
  await makeTaxi(root);
  provide('taxi', root);
  return () => rmSync(root, { recursive: true, force: true });
}
