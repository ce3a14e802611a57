import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Injection } from '../../../pipeline/monitor/faults/parse-injection.ts';
import { ioError } from '../../io-error.ts';
import { localMonth } from '../local-month.ts';
import { injectFaults } from '../monitor/inject-fault.ts';
import type { Workspace } from '../workspace.ts';

/** A model's folder without versions, and the months of a simulation in it, with the faults that were asked for. */
export async function makeStage(
  workspace: Workspace,
  months: readonly string[],
  injections: readonly Injection[],
): Promise<Workspace> {
  const { folder, outDir } = workspace;
  const root = join(outDir, folder.name, 'simulation', 'stage');
  const dir = join(root, 'models', folder.name);
  try {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(join(dir, 'data'), { recursive: true });
  } catch (cause) {
    throw ioError(`${root} cannot be written`, cause, root);
  }
  for (const period of months) {
    const faults = injections.filter((injection) => injection.period === period);
    const month = (await localMonth(workspace, period))!;
    const path = faults.length > 0 ? await injectFaults(workspace, period, faults) : month.path;
    copyFileSync(path, join(dir, 'data', basename(month.name)));
  }
  return { ...workspace, folder: { ...folder, dir }, dataDirs: [], outDir: join(root, 'out') };
}
