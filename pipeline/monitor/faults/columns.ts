import type { Contract } from '../../contract/schema.ts';
import { RatchetError } from '../../errors.ts';
import type { Block } from '../../ingest/block.ts';
import type { FaultContext, FaultSpec } from './fault.ts';

/** The column that a fault is in, of a type that it can be in. Throws `usage`. */
export function faultColumn(
  { kind, subject }: FaultSpec,
  { contract }: FaultContext,
  types: readonly Contract['columns'][string]['type'][],
): string {
  const able = Object.keys(contract.columns).filter((name) => types.includes(contract.columns[name]!.type));
  const column = subject ?? contract.features.geometry?.column ?? able[0];
  if (column !== undefined && able.includes(column)) return column;
  throw new RatchetError(
    'usage',
    `the fault ${kind} needs a column of ${types.join(' or ')}, not ${column ?? 'none'}`,
    {
      hint: `columns: ${able.join(', ') || 'none'}`,
    },
  );
}

/** The two timestamps that a target is the minutes between. Throws `usage` where it is another. */
export function targetTimes({ kind }: FaultSpec, { contract }: FaultContext): readonly [string, string] {
  if ('minutes_between' in contract.target) return contract.target.minutes_between;
  throw new RatchetError('usage', `the fault ${kind} needs a target of minutes_between`, {
    hint: 'choose another fault',
  });
}

/** The block with other numbers in a column. */
export function withNumbers(block: Block, column: string, valueAt: (row: number) => number): Block {
  const values = Float64Array.from({ length: block.rows }, (_, row) => valueAt(row));
  return { ...block, numbers: { ...block.numbers, [column]: values } };
}

/** The block of some of its rows, repeats too. */
export function takeRows({ numbers, codes, labels }: Block, rows: Uint32Array): Block {
  const pick = <A extends Float64Array | Uint16Array>(columns: Readonly<Record<string, A>>) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => {
        const out = values.slice(0, 0).constructor as new (length: number) => A;
        const picked = new out(rows.length);
        for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
        return [name, picked];
      }),
    );
  return { rows: rows.length, numbers: pick(numbers), codes: pick(codes), labels };
}
