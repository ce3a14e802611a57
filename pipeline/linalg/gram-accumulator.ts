import { Arena } from '../wasm/arena.ts';
import { GramSums } from './gram-sums.ts';

/** One for all calls: a memory takes much room among addresses, however small it is. */
let arena: Arena | undefined;

/**
 * Adds X'X of some rows to the upper triangle of `gram`, k x k, row-major; see `GramSums` for the order of sums.
 *
 * @param columns at least k, of at least `count` values
 */
export function addGram(
  gram: Float64Array,
  columns: readonly Float64Array[],
  count: number,
  k: number,
): void {
  if (count === 0) return;
  arena ??= new Arena();
  arena.clear();
  const sums = new GramSums(arena, count, k);
  const memory = arena.numbers();
  const step = 2 ** sums.shift / memory.BYTES_PER_ELEMENT;
  for (const [c, start] of sums.starts.entries()) {
    const first = start / memory.BYTES_PER_ELEMENT;
    for (let row = 0; row < count; row++) memory[first + row * step] = columns[c]![row]!;
  }
  sums.add(gram, count);
}

/** Copies the upper triangle of a k x k row-major matrix onto its lower one, in place, and gives the matrix. */
export function symmetrize(gram: Float64Array, k: number): Float64Array {
  for (let i = 1; i < k; i++) {
    for (let j = 0; j < i; j++) gram[i * k + j] = gram[j * k + i]!;
  }
  return gram;
}
