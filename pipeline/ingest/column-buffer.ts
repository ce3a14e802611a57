import type { Block } from './block.ts';
import type { Storage } from './prepared.ts';

/** Rows of one stored column, gathered and put in order. */
export interface ColumnBuffer {
  /** Copies the values at `rows` of a block's column (or, for the target, of `targets`) to position `at`. */
  gather(at: number, block: Block, targets: Float64Array, rows: Uint32Array): void;
  /** The gathered codes, of a column of categories. */
  readonly codes?: Uint16Array;
  /** Writes values in `order` into the bytes of a shard. */
  write(shard: ArrayBuffer, start: number, order: Uint32Array): void;
}

/** The loops are spelt out for each type of array: one loop over all of them would run several times slower. */
export const COLUMN_BUFFERS: Readonly<
  Record<Storage, (name: string, isTarget: boolean, rows: number) => ColumnBuffer>
> = {
  float64: (name, isTarget, capacity) => {
    const values = new Float64Array(capacity);
    return {
      gather(at, block, targets, rows) {
        const from = isTarget ? targets : block.numbers[name]!;
        for (let i = 0; i < rows.length; i++) values[at + i] = from[rows[i]!]!;
      },
      write(shard, start, order) {
        const out = new Float64Array(shard, start, order.length);
        for (let i = 0; i < order.length; i++) out[i] = values[order[i]!]!;
      },
    };
  },
  uint16: (name, _, capacity) => {
    const values = new Uint16Array(capacity);
    return {
      codes: values,
      gather(at, block, _targets, rows) {
        const from = block.codes[name]!;
        for (let i = 0; i < rows.length; i++) values[at + i] = from[rows[i]!]!;
      },
      write(shard, start, order) {
        const out = new Uint16Array(shard, start, order.length);
        for (let i = 0; i < order.length; i++) out[i] = values[order[i]!]!;
      },
    };
  },
  'null-flag': (name, _, capacity) => {
    const values = new Uint8Array(capacity);
    return {
      gather(at, block, _targets, rows) {
        const from = block.numbers[name]!;
        for (let i = 0; i < rows.length; i++) values[at + i] = Number.isNaN(from[rows[i]!]!) ? 1 : 0;
      },
      write(shard, start, order) {
        const out = new Uint8Array(shard, start, order.length);
        for (let i = 0; i < order.length; i++) out[i] = values[order[i]!]!;
      },
    };
  },
};
