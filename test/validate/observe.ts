import type { Contract } from '../../pipeline/contract/schema.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { keepRows, targetValues } from '../../pipeline/ingest/keep-rows.ts';
import { RowHasher } from '../../pipeline/ingest/row-hasher.ts';
import type { ObservedRows } from '../../pipeline/validate/observed-rows.ts';

/** A block as validation sees it. */
export function observe(contract: Contract, block: Block, firstRow = 1): ObservedRows {
  const hasher = new RowHasher(contract.columns);
  const targets = targetValues(contract.target, block);
  return {
    block,
    targets,
    kept: keepRows(targets, contract.target.keep),
    hashes: hasher.first(block),
    secondHashes: (rows) => hasher.second(block, rows),
    firstRow,
  };
}
