import { addGram, symmetrize } from '../../pipeline/linalg/gram-accumulator.ts';

/** Numerical Recipes' linear congruential generator: trivially the same in Python, where expected values come from. */
export function createLcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/**
 * Two sets of `zones` one-hot columns, the low zones being the rarer, and one dense column, with a target that depends
 * on all. Rank 2 * zones - 1 once centred.
 */
export function oneHotPairs(rows: number, zones: number): { columns: Float64Array[]; target: Float64Array } {
  const next = createLcg(1);
  const columns = Array.from({ length: 2 * zones + 1 }, () => new Float64Array(rows));
  const target = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const [u, v, d, e] = [next(), next(), next(), next()];
    const from = Math.floor(zones * u * u);
    const to = Math.floor(zones * v * v);
    columns[from]![i] = 1;
    columns[zones + to]![i] = 1;
    columns[2 * zones]![i] = 10 * d;
    target[i] = 3 * d + from / zones - (2 * to) / zones + e;
  }
  return { columns, target };
}

export function centred(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return column.map((value) => value - mean);
}

/** Normal equations of `columns` against `target`. */
export function normalEquations(columns: readonly Float64Array[], target: Float64Array) {
  const n = columns.length;
  const rows = target.length;
  const gram = new Float64Array(n * n);
  addGram(gram, columns, rows, n);
  const moment = Float64Array.from(columns, (column) =>
    column.reduce((sum, value, i) => sum + value * target[i]!, 0),
  );
  return { gram: symmetrize(gram, n), moment, n };
}

export function fittedValues(columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  return columns[0]!.map((_, i) =>
    columns.reduce((sum, column, j) => sum + column[i]! * coefficients[j]!, 0),
  );
}
