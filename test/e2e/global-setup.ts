import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findAct } from './act/find-act.ts';
import { linkableModules } from './act/modules.ts';
import { storeTemplate } from './world/prepared.ts';

/** Brings what every scenario needs, before any of them starts to ask for it. */
export async function setup(project: TestProject): Promise<() => void> {
  findAct();
  linkableModules();
  const folder = mkdtempSync(join(tmpdir(), 'ratchet-prepared-'));
  await storeTemplate(folder);
  project.provide('prepared', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
