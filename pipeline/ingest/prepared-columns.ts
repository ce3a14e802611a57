import type { Contract } from '../contract/schema.ts';
import { type NeedingContract, neededColumns } from './needed-columns.ts';
import type { PreparedColumn, Storage } from './prepared.ts';

/** Bytes of a value. */
export const STORAGE_BYTES: Readonly<Record<Storage, number>> = { float64: 8, uint16: 2, 'null-flag': 1 };

/** Wide values first, so that every column starts at a multiple of its own width. */
const STORAGE_ORDER: readonly Storage[] = ['float64', 'uint16', 'null-flag'];

/** The columns that training, judging and slicing read, and the target, in the order in which a shard holds them. */
export function preparedColumns(
  contract: NeedingContract & Pick<Contract, 'time' | 'target'>,
): PreparedColumn[] {
  const uses = neededColumns(contract);
  uses.set(contract.time, 'value');
  uses.delete(contract.target.name);
  const columns = Object.entries(contract.columns).flatMap(([name, { type }]): PreparedColumn[] => {
    const use = uses.get(name);
    if (use === undefined) return [];
    if (type === 'category') return [{ name, storage: 'uint16' }];
    return [{ name, storage: use === 'null-flag' ? 'null-flag' : 'float64' }];
  });
  columns.push({ name: contract.target.name, storage: 'float64' });
  return STORAGE_ORDER.flatMap((storage) => columns.filter((column) => column.storage === storage));
}

/** The category that a shard's rows are sorted by: where a row begins, as most tables are looked up by it. */
export const sortColumn = ({ features }: Pick<Contract, 'features'>): string | undefined =>
  features.geometry?.between[0];

/** Where each column of a shard starts, where the hashes start, and how long the shard is; all in bytes. */
export interface ShardLayout {
  readonly starts: readonly number[];
  readonly hashes: number;
  /** A multiple of 8, so that the next shard of the file is aligned too. */
  readonly bytes: number;
}

export function shardLayout(columns: readonly PreparedColumn[], rows: number): ShardLayout {
  const starts: number[] = [];
  let at = 0;
  for (const { storage } of columns) {
    starts.push(at);
    at += rows * STORAGE_BYTES[storage];
  }
  return { starts, hashes: at, bytes: Math.ceil((at + rows) / 8) * 8 };
}
