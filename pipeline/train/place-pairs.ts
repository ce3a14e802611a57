import type { PlacePairs } from './fit-geometry.ts';
import { PAIR_TICKS, type PairTable } from './rounds/pairs.ts';

/** Turns the counts of from × to codes into pairs of places in one numbering. */
export function placePairs(
  table: PairTable,
  from: readonly string[],
  to: readonly string[],
): { places: string[]; pairs: PlacePairs } {
  const places = [...new Set([...from, ...to])];
  const position = new Map(places.map((label, i) => [label, i]));
  const cells = Array.from({ length: from.length * to.length }, (_, cell) => cell).filter(
    (cell) => table[2 * cell]! > 0,
  );
  return {
    places,
    pairs: {
      from: Int32Array.from(cells, (cell) => position.get(from[Math.floor(cell / to.length)]!)!),
      to: Int32Array.from(cells, (cell) => position.get(to[cell % to.length]!)!),
      rows: Float64Array.from(cells, (cell) => table[2 * cell]!),
      measured: Float64Array.from(cells, (cell) => table[2 * cell + 1]! / PAIR_TICKS / table[2 * cell]!),
    },
  };
}
