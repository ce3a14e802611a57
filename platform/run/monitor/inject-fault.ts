import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestOf } from '../../../pipeline/digest/digest.ts';
import type { Block } from '../../../pipeline/ingest/block.ts';
import { createNormalizer } from '../../../pipeline/ingest/normalize.ts';
import { type ResolvedColumn, resolveColumns } from '../../../pipeline/ingest/resolve-columns.ts';
import type { Injection } from '../../../pipeline/monitor/faults/parse-injection.ts';
import { faultOf } from '../../../pipeline/monitor/faults/registry.ts';
import { createRandom } from '../../../pipeline/stats/random.ts';
import { makeFolder } from '../../make-folder.ts';
import { openRows } from '../../open-rows.ts';
import type { OutputBatch, OutputColumn, OutputType } from '../../write-rows/output-rows.ts';
import { writeRows } from '../../write-rows/write-rows.ts';
import { localMonth } from '../local-month.ts';
import type { Workspace } from '../workspace.ts';

/** Raised whenever a fault does something else than before. */
const VERSION = 2;
const SEED = 20220201;

/** Written types, of labels too: a category that came as numbers is written as integers, or its schema would have changed. */
function outputType({ type, physical }: ResolvedColumn): OutputType {
  if (type !== 'category') return type;
  return /^(u?int|float|double)/.test(physical) ? 'integer' : 'label';
}

/**
 * Writes a month anew with faults in it, in their order, and gives the path; the month itself stays as it is. The same
 * faults in the same month give the same file.
 */
export async function injectFaults(
  workspace: Workspace,
  period: string,
  injections: readonly Injection[],
): Promise<string> {
  const { folder, cacheDir } = workspace;
  const { contract } = folder;
  const month = (await localMonth(workspace, period))!;
  const specs = injections.map(({ spec }) => spec);
  const digest = digestOf({
    version: VERSION,
    month: month.sha256,
    specs: JSON.stringify(specs),
    columns: contract.columns,
    keep: contract.target.keep,
  });
  const dir = join(cacheDir, 'injected', digest.slice(-16));
  const path = join(dir, basename(month.name));
  if (existsSync(path)) return path;
  makeFolder(dir);
  const random = createRandom(SEED);
  const source = await openRows(month.path, month.name);
  try {
    const schema = resolveColumns(contract, source);
    const normalizer = createNormalizer(schema);
    const columns: OutputColumn[] = schema.columns.map((column) => ({
      name: column.source,
      type: outputType(column),
    }));
    const batches = async function* (): AsyncGenerator<OutputBatch> {
      for await (const batch of source.batches(normalizer.sourceColumns)) {
        let block: Block = normalizer.normalize(batch);
        for (const spec of specs) block = faultOf(spec.kind).apply(block, spec, { contract, random });
        yield outputOf(
          block,
          schema.columns.map(({ name }) => name),
        );
      }
    };
    await writeRows(path, { columns, batches: batches() });
  } finally {
    source.close();
  }
  return path;
}

function outputOf({ rows, numbers, codes, labels }: Block, names: readonly string[]): OutputBatch {
  const values = names.map((name) => {
    const column = codes[name];
    return column ? { codes: column, labels: labels[name]! } : numbers[name]!;
  });
  return { rows, values };
}
