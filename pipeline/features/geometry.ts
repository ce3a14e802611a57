import type { Contract } from '../contract/schema.ts';
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
function expectedNode(state: GeometryState, from: KeyNode, to: KeyNode): NumberNode {
  const table = expectedLogDistances(state);
  const places = state.places.length;
  const [rowOf, columnOf] = [placeOf(from, state), placeOf(to, state)];
  return numberNode('expected', (out, n) => {
    for (let i = 0; i < n; i++) {
      const row = from.out[i]! < 0 ? -1 : rowOf[from.out[i]!]!;
      const column = to.out[i]! < 0 ? -1 : columnOf[to.out[i]!]!;
      out[i] = row < 0 || column < 0 ? state.typical : table[row * places + column]!;
    }
  });
}

/** The keys `from_<cluster>` and `to_<cluster>`. */
function clusterNode(
  label: string,
  cluster: readonly number[],
  state: GeometryState,
  side: KeyNode,
): KeyNode {
  const place = placeOf(side, state);
  const size = Math.max(0, ...cluster) + 1;
  const map = Int32Array.from(place, (row) => (row < 0 ? -1 : cluster[row]!));
  return keyNode(
    label,
    size,
    (c) => `${label} ${c}`,
    side.roots,
    (out, n) => {
      for (let i = 0; i < n; i++) out[i] = side.out[i]! < 0 ? -1 : map[side.out[i]!]!;
    },
  );
}

/** The number or key that a geometry gives under one of its names. */
export function geometryNode(
  name: string,
  state: GeometryState,
  from: KeyNode,
  to: KeyNode,
): KeyNode | NumberNode {
  if (name === 'expected') return expectedNode(state, from, to);
  const cluster = state.clusters[name.slice(name.indexOf('_') + 1)]!;
  return clusterNode(name, cluster, state, name.startsWith('from_') ? from : to);
}

/** What a geometry adds to the names of a contract. */
export function geometryNames(spec: GeometrySpec | undefined): { numbers: string[]; keys: string[] } {
  const clusters = Object.keys(spec?.clusters ?? {});
  return { numbers: spec ? ['expected'] : [], keys: clusters.flatMap((c) => [`from_${c}`, `to_${c}`]) };
}
