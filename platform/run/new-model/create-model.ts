import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadContract } from '../../../pipeline/contract/load.ts';
import type { ColumnSketch } from '../../../pipeline/draft/column-sketch.ts';
import { draftContract } from '../../../pipeline/draft/draft-contract.ts';
import { RatchetError } from '../../../pipeline/errors.ts';
import { periodInName } from '../../../pipeline/ingest/period.ts';
import { ioError } from '../../io-error.ts';
import { makeFolder } from '../../make-folder.ts';
import type { Progress } from '../../progress.ts';
import { PLACE } from '../../sources/monthly-options.ts';
import { sketchFiles } from './sketch-files.ts';
import { type Months, monthFormat, splitMonths } from './split-months.ts';

export interface NewModelRequest {
  readonly root: string;
  readonly name: string;
  readonly files: readonly string[];
  readonly target: string;
  readonly unit: string;
  readonly time?: string | undefined;
  readonly progress: Progress;
}

export interface NewModel extends Months {
  readonly columns: readonly ColumnSketch[];
}

/**
 * Makes models/<name> from files of rows: a drafted model.yaml and the months in data/. Files that carry a month in their
 * names stay as they are; others are split by the months of their rows. The folder appears complete, or not at all.
 *
 * @throws RatchetError `usage` for a name that is taken or no name; as reading and drafting do
 */
export async function createModel(request: NewModelRequest): Promise<NewModel> {
  const { root, name, files, progress } = request;
  const dir = join(root, 'models', name);
  checkName(name, dir);
  for (const file of files) if (!existsSync(file)) throw missing(file);
  const columns = await sketchFiles(files, progress);
  const pattern = filePattern(files);
  const file = pattern ?? `${name}_${PLACE}${monthFormat(files)}`;
  const draft = draftContract({ ...request, file, columns });
  const { contract } = loadContract(draft, `models/${name}/model.yaml`);
  const staged = join(root, 'out', `new-${randomUUID()}`);
  try {
    const data = join(staged, 'data');
    makeFolder(data);
    writeFileSync(join(staged, 'model.yaml'), draft);
    const pathOf = (period: string) => join(data, file.replace(PLACE, period));
    const months =
      pattern === undefined ? await splitMonths(files, contract, pathOf) : copyMonths(files, pathOf);
    makeFolder(join(root, 'models'));
    renameSync(staged, dir);
    return { ...months, columns };
  } catch (error) {
    throw error instanceof RatchetError ? error : ioError(`models/${name} cannot be made`, error, dir);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** Takes files that carry their months as they are. */
function copyMonths(files: readonly string[], pathOf: (period: string) => string): Months {
  const periods = files.map((path) => periodInName(basename(path))!);
  for (const [i, path] of files.entries()) copyFileSync(path, pathOf(periods[i]!));
  return { periods: periods.sort(), leftOut: 0 };
}

/** The name that all files have but for the month; undefined where they have none in common. */
function filePattern(files: readonly string[]): string | undefined {
  const patterns = files.map((path) => {
    const period = periodInName(basename(path));
    return period === undefined ? undefined : basename(path).replace(period, PLACE);
  });
  const isSame =
    new Set(patterns).size === 1 && new Set(files.map((path) => basename(path))).size === files.length;
  return isSame ? patterns[0] : undefined;
}

function checkName(name: string, dir: string): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new RatchetError('usage', `--model ${name}: expected lower-case words joined by -`, {
      hint: 'choose a name such as bike-trips; it becomes the folder models/bike-trips',
    });
  if (existsSync(dir))
    throw new RatchetError('usage', `models/${name} is there already`, {
      hint: 'choose another name, or remove the folder',
    });
}

const missing = (file: string) =>
  new RatchetError('not-found', `there is no file ${file}`, { hint: 'check the path' });
