import { finishHash, HASH_SEED, hashNumber, hashString } from '../stats/hash-row.ts';
import type { Block } from './block.ts';

/** Seed of the second hash, which tells rows apart that share the first. */
const SECOND_SEED = 0x51ed270b;

/**
 * Hashes rows by their own values alone: a row gets the same hash in any file, at any place, with any category codes.
 * Columns are taken in the order of their names, so that their order in model.yaml does not matter either.
 */
export class RowHasher {
  readonly #numbers: readonly string[];
  readonly #categories: readonly string[];
  /** Hash of each label, kept while a column's labels stay the same array. */
  readonly #labelHashes = new WeakMap<readonly string[], Float64Array>();

  constructor(columns: Readonly<Record<string, { type: string }>>) {
    const names = Object.keys(columns).sort();
    this.#numbers = names.filter((name) => columns[name]!.type !== 'category');
    this.#categories = names.filter((name) => columns[name]!.type === 'category');
  }

  /** 32-bit hashes of all rows. */
  first(block: Block): Uint32Array {
    const hashes = new Int32Array(block.rows).fill(HASH_SEED);
    for (const name of this.#numbers) {
      const values = block.numbers[name]!;
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i]!, values[i]!);
    }
    for (const name of this.#categories) {
      const codes = block.codes[name]!;
      const labels = this.#hashesOf(block.labels[name]!);
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i]!, labels[codes[i]!]!);
    }
    return finished(hashes);
  }

  /** Hashes of the rows at the positions given, independent of `first`: together they are a 64-bit hash. */
  second(block: Block, rows: Uint32Array): Uint32Array {
    const hashes = new Int32Array(rows.length).fill(SECOND_SEED);
    for (const name of this.#numbers) {
      const values = block.numbers[name]!;
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i]!, values[rows[i]!]!);
    }
    for (const name of this.#categories) {
      const codes = block.codes[name]!;
      const labels = this.#hashesOf(block.labels[name]!);
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i]!, labels[codes[rows[i]!]!]!);
    }
    return finished(hashes);
  }

  #hashesOf(labels: readonly string[]): Float64Array {
    let hashes = this.#labelHashes.get(labels);
    if (!hashes) {
      hashes = Float64Array.from(labels, (label) => finishHash(hashString(HASH_SEED, label)));
      this.#labelHashes.set(labels, hashes);
    }
    return hashes;
  }
}

/** In place: both views are of the same 32 bits, and signed ones are never boxed while they are mixed. */
function finished(hashes: Int32Array): Uint32Array {
  for (let i = 0; i < hashes.length; i++) hashes[i] = finishHash(hashes[i]!);
  return new Uint32Array(hashes.buffer);
}

/** The byte that decides a row's fold: the hash's highest, as its lowest bits sample rows for the search of duplicates. */
export function foldByte(hash: number): number {
  return hash >>> 24;
}
