import {
  finishHash,
  HASH_SEED,
  hashNumber,
  hashString,
  mixScrambled,
  mixWord,
  scramble,
} from '../stats/hash-row.ts';
import type { Block } from './block.ts';
import { ColumnRoom } from './column-room.ts';

/** Seed of the second hash, which tells rows apart that share the first. */
const SECOND_SEED = 0x51ed270b;

/**
 * Hashes rows by their own values alone: a row gets the same hash in any file, at any place, with any category codes.
 * Columns are taken in the order of their names, so that their order in model.yaml does not matter either.
 */
export class RowHasher {
  readonly #numbers: readonly string[];
  readonly #categories: readonly string[];
  readonly #room = new ColumnRoom();
  /** Hash of each label as two scrambled words, kept while a column's labels stay the same array. */
  readonly #labelHashes = new WeakMap<readonly string[], Int32Array>();

  constructor(columns: Readonly<Record<string, { type: string }>>) {
    const names = Object.keys(columns).sort();
    this.#numbers = names.filter((name) => columns[name]!.type !== 'category');
    this.#categories = names.filter((name) => columns[name]!.type === 'category');
  }

  /** 32-bit hashes of all rows; they stand until the next call. */
  first(block: Block): Uint32Array {
    const out = this.#room.words(block.rows);
    // Another view of the same 32 bits: signed ones are never boxed while they are mixed.
    const hashes = new Int32Array(out.buffer, 0, block.rows).fill(HASH_SEED);
    for (const name of this.#numbers) mixNumbers(hashes, block.numbers[name]!);
    for (const name of this.#categories) {
      mixLabels(hashes, block.codes[name]!, this.#hashesOf(block.labels[name]!));
    }
    finish(hashes);
    return out;
  }

  /** Hashes of the rows at the positions given, independent of `first`: together they are a 64-bit hash. */
  second(block: Block, rows: Uint32Array): Uint32Array {
    const hashes = new Int32Array(rows.length).fill(SECOND_SEED);
    for (const name of this.#numbers) mixNumbersAt(hashes, block.numbers[name]!, rows);
    for (const name of this.#categories) {
      mixLabelsAt(hashes, block.codes[name]!, this.#hashesOf(block.labels[name]!), rows);
    }
    finish(hashes);
    return new Uint32Array(hashes.buffer);
  }

  #hashesOf(labels: readonly string[]): Int32Array {
    let hashes = this.#labelHashes.get(labels);
    if (!hashes) {
      const values = Float64Array.from(labels, (label) => finishHash(hashString(HASH_SEED, label)));
      hashes = new Int32Array(values.buffer).map(scramble);
      this.#labelHashes.set(labels, hashes);
    }
    return hashes;
  }
}

// Each loop is a function of its own, which is compiled for its own types of arrays.

function mixNumbers(hashes: Int32Array, values: Float64Array): void {
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let i = 0; i < hashes.length; i++) {
    const value = values[i]!;
    // What has several bit patterns, zeros and NaN, is mixed by its value.
    if (value < 0 || value > 0) {
      hashes[i] = mixWord(mixWord(hashes[i]!, words[2 * i]!), words[2 * i + 1]!);
    } else hashes[i] = hashNumber(hashes[i]!, value);
  }
}

function mixNumbersAt(hashes: Int32Array, values: Float64Array, rows: Uint32Array): void {
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i]!, values[rows[i]!]!);
}

function mixLabels(hashes: Int32Array, codes: Uint16Array, labels: Int32Array): void {
  for (let i = 0; i < hashes.length; i++) {
    const at = 2 * codes[i]!;
    hashes[i] = mixScrambled(mixScrambled(hashes[i]!, labels[at]!), labels[at + 1]!);
  }
}

function mixLabelsAt(hashes: Int32Array, codes: Uint16Array, labels: Int32Array, rows: Uint32Array): void {
  for (let i = 0; i < hashes.length; i++) {
    const at = 2 * codes[rows[i]!]!;
    hashes[i] = mixScrambled(mixScrambled(hashes[i]!, labels[at]!), labels[at + 1]!);
  }
}

function finish(hashes: Int32Array): void {
  for (let i = 0; i < hashes.length; i++) hashes[i] = finishHash(hashes[i]!);
}

/** The byte that decides a row's fold: the hash's highest, as its lowest bits sample rows for the search of duplicates. */
export function foldByte(hash: number): number {
  return hash >>> 24;
}
