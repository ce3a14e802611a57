import type { Contract } from '../../pipeline/contract/schema.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { createNormalizer } from '../../pipeline/ingest/normalize.ts';
import { resolveColumns } from '../../pipeline/ingest/resolve-columns.ts';
import type { RowSource } from '../../pipeline/ingest/row-source.ts';
import { openRows } from '../../platform/open-rows.ts';

/** All blocks of a source. */
export async function readBlocks(contract: Contract, source: RowSource): Promise<Block[]> {
  const normalizer = createNormalizer(resolveColumns(contract, source));
  const blocks: Block[] = [];
  for await (const batch of source.batches(normalizer.sourceColumns))
    blocks.push(normalizer.normalize(batch));
  return blocks;
}

/** A file's columns as plain values, categories by label: what must not depend on how the file was written. */
export async function readColumns(contract: Contract, path: string): Promise<Record<string, unknown[]>> {
  const source = await openRows(path);
  const columns: Record<string, unknown[]> = {};
  for (const name of Object.keys(contract.columns)) columns[name] = [];
  for (const { numbers, codes, labels } of await readBlocks(contract, source)) {
    for (const [name, values] of Object.entries(numbers)) columns[name]!.push(...values);
    for (const [name, values] of Object.entries(codes)) {
      columns[name]!.push(...Array.from(values, (code) => labels[name]![code]));
    }
  }
  source.close();
  return columns;
}
