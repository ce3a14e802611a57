import type { Contract } from '../contract/schema.ts';
import { i32 } from '../wasm/i32.ts';
import { mapped, numberEntry } from '../wasm/table.ts';
import type { I32 } from '../wasm/value.ts';
import type { ColumnSet } from './column-set.ts';
import type { GeometryState } from './geometry-state.ts';
import { type KeyNode, keyNode, type NumberNode, numberNode } from './node.ts';

type GeometrySpec = NonNullable<Contract['features']['geometry']>;

/** Log distance between every two places: ½·log(|xᵢ − xⱼ|² + softening); places² numbers, row-major. */
export function expectedLogDistances(state: GeometryState): Float64Array {
  const { positions, dimensions, softening } = state;
  const places = state.places.length;
  const table = new Float64Array(places * places);
  for (let i = 0; i < places; i++) {
    for (let j = 0; j < places; j++) {
      let square = softening;
      for (let d = 0; d < dimensions; d++) {
        const delta = positions[i * dimensions + d]! - positions[j * dimensions + d]!;
        square += delta * delta;
      }
      table[i * places + j] = 0.5 * Math.log(square);
    }
  }
  return table;
}

/** Positions of a category's codes among the places of the geometry. */
function placeOf(key: KeyNode, state: GeometryState): Int32Array {
  const row = new Map(state.places.map((label, i) => [label, i]));
  return Int32Array.from({ length: key.size }, (_, c) => row.get(key.name(c)) ?? -1);
}

/** The number `expected`: log distance between the two places of a row; the typical one where a place is unknown. */
function expectedNode(columns: ColumnSet, state: GeometryState, from: KeyNode, to: KeyNode): NumberNode {
  const places = state.places.length;
  // A row and a column more: those of an unknown place come first.
  const table = new Float64Array((places + 1) * (places + 1)).fill(state.typical);
  const distances = expectedLogDistances(state);
  for (let i = 0; i < places; i++)
    table.set(distances.subarray(i * places, (i + 1) * places), (i + 1) * (places + 1) + 1);
  const [row, column] = [from, to].map((key) =>
    mapped(
      placeOf(key, state).map((place) => place + 1),
      key.value,
      0,
    ),
  ) as [I32, I32];
  const at = i32.add(i32.mul(row, i32.constant(places + 1)), column);
  return numberNode(columns, 'expected', numberEntry(table, at));
}

/** The keys `from_<cluster>` and `to_<cluster>`. */
function clusterNode(
  columns: ColumnSet,
  label: string,
  cluster: readonly number[],
  state: GeometryState,
  side: KeyNode,
): KeyNode {
  const map = placeOf(side, state).map((row) => (row < 0 ? -1 : cluster[row]!));
  return keyNode(columns, label, mapped(map, side.value), {
    size: Math.max(0, ...cluster) + 1,
    name: (c) => `${label} ${c}`,
    roots: side.roots,
  });
}

/** The number or key that a geometry gives under one of its names. */
export function geometryNode(
  columns: ColumnSet,
  name: string,
  state: GeometryState,
  from: KeyNode,
  to: KeyNode,
): KeyNode | NumberNode {
  if (name === 'expected') return expectedNode(columns, state, from, to);
  const cluster = state.clusters[name.slice(name.indexOf('_') + 1)]!;
  return clusterNode(columns, name, cluster, state, name.startsWith('from_') ? from : to);
}

/** What a geometry adds to the names of a contract. */
export function geometryNames(spec: GeometrySpec | undefined): { numbers: string[]; keys: string[] } {
  const clusters = Object.keys(spec?.clusters ?? {});
  return { numbers: spec ? ['expected'] : [], keys: clusters.flatMap((c) => [`from_${c}`, `to_${c}`]) };
}
