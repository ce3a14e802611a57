/** Sums over the cells of a joint key. Every sum is a whole number, so tables merge exactly in any grouping. */
export interface CellTable {
  /** Joint codes, ascending. */
  readonly codes: Float64Array;
  /** Per cell, `stride` sums. */
  readonly sums: Float64Array;
  readonly stride: number;
}

/** Adds two tables of the same joint key; the cells of the result are in order of their codes. */
export function mergeCells(a: CellTable, b: CellTable): CellTable {
  const { stride } = a;
  const most = a.codes.length + b.codes.length;
  const codes = new Float64Array(most);
  const sums = new Float64Array(most * stride);
  let [i, j, to] = [0, 0, 0];
  for (; i < a.codes.length || j < b.codes.length; to++) {
    const [left, right] = [a.codes[i] ?? Number.POSITIVE_INFINITY, b.codes[j] ?? Number.POSITIVE_INFINITY];
    codes[to] = Math.min(left, right);
    if (left <= right) addCell(a.sums, i++, sums, to, stride);
    if (right <= left) addCell(b.sums, j++, sums, to, stride);
  }
  return { codes: codes.slice(0, to), sums: sums.slice(0, to * stride), stride };
}

function addCell(from: Float64Array, cell: number, into: Float64Array, to: number, stride: number): void {
  for (let i = 0; i < stride; i++) into[to * stride + i]! += from[cell * stride + i]!;
}
