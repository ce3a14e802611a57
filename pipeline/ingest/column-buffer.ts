import type { Block } from './block.ts';
import type { Storage } from './prepared.ts';

/** Rows of one stored column, gathered and put in order. */
export interface ColumnBuffer {
  /** Copies the values at `rows` of a block's column (or, for the target, of `targets`) to position `at`. */
  gather(at: number, block: Block, targets: Float64Array, rows: Uint32Array): void;
  /** The gathered codes, of a column of categories. */
  readonly codes?: Uint16Array;
  /** Writes each value to its place among the bytes of a shard. */
  write(shard: ArrayBuffer, start: number, places: Uint32Array): void;
}

/** The loops are spelt out for each type of array: one loop over all of them would run several times slower. */
export const COLUMN_BUFFERS: Readonly<
  Record<Storage, (name: string, isTarget: boolean, rows: number) => ColumnBuffer>
> = {
  float64: (name, isTarget, capacity) => {
    const values = new Float64Array(capacity);
    return {
      gather: (at, block, targets, rows) =>
        gatherFloats(values, at, isTarget ? targets : block.numbers[name]!, rows),
      write: (shard, start, places) =>
        placeFloats(new Float64Array(shard, start, places.length), values, places),
    };
  },
  uint16: (name, _, capacity) => {
    const values = new Uint16Array(capacity);
    return {
      codes: values,
      gather: (at, block, _targets, rows) => gatherCodes(values, at, block.codes[name]!, rows),
      write: (shard, start, places) =>
        placeCodes(new Uint16Array(shard, start, places.length), values, places),
    };
  },
  'null-flag': (name, _, capacity) => {
    const values = new Uint8Array(capacity);
    return {
      gather: (at, block, _targets, rows) => gatherNulls(values, at, block.numbers[name]!, rows),
      write: (shard, start, places) =>
        placeBytes(new Uint8Array(shard, start, places.length), values, places),
    };
  },
};

function gatherFloats(out: Float64Array, at: number, from: Float64Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) out[at + i] = from[rows[i]!]!;
}

function gatherCodes(out: Uint16Array, at: number, from: Uint16Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) out[at + i] = from[rows[i]!]!;
}

function gatherNulls(out: Uint8Array, at: number, from: Float64Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) out[at + i] = Number.isNaN(from[rows[i]!]!) ? 1 : 0;
}

// Read from first to last and written to as many runs as there are codes, whose ends all stay in the nearest cache.

function placeFloats(out: Float64Array, values: Float64Array, places: Uint32Array): void {
  for (let i = 0; i < places.length; i++) out[places[i]!] = values[i]!;
}

function placeCodes(out: Uint16Array, values: Uint16Array, places: Uint32Array): void {
  for (let i = 0; i < places.length; i++) out[places[i]!] = values[i]!;
}

/** Writes bytes to their places. */
export function placeBytes(out: Uint8Array, values: Uint8Array, places: Uint32Array): void {
  for (let i = 0; i < places.length; i++) out[places[i]!] = values[i]!;
}
