import { PAIR_TICKS, type PairTable } from '../rounds/pairs.ts';
import type { PlacePairs } from './fit-geometry.ts';

/** Turns the counts of from × to codes into pairs of places in one numbering. */
export function placePairs(
  table: PairTable,
  from: readonly string[],
  to: readonly string[],
): { places: string[]; pairs: PlacePairs } {
  const places = [...new Set([...from, ...to])];
  const position = new Map(places.map((label, i) => [label, i]));
  const cells: number[] = [];
  for (let cell = 0; cell < from.length * to.length; cell++) if (table[2 * cell]! > 0) cells.push(cell);
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
