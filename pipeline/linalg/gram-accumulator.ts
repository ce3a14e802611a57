/** Columns a side of a tile: 3 x 3 sums and 6 operands fill the 16 float registers of a 64-bit core, and no more. */
const TILE = 3;

const tileSums = new Float64Array(TILE * TILE);

/**
 * Adds X'X of a block of rows to the upper triangle of `gram`.
 *
 * `gram` is k x k, row-major; below its diagonal nothing is read or written (see `symmetrize`). `columns` holds at
 * least k columns of at least `count` values; `count` is best kept to a few thousand, so that the columns stay in
 * the processor's cache.
 *
 * Every entry gains the sum, in order of rows, of the products of its two columns: tiling changes the speed, never
 * a bit of the result. A NaN or an infinity spreads to the entries of its column.
 */
export function addGram(
  gram: Float64Array,
  columns: readonly Float64Array[],
  count: number,
  k: number,
): void {
  for (let i = 0; i < k; i += TILE) {
    for (let j = i; j < k; j += TILE) {
      sumTile(columns, i, j, count, k - 1);
      const endA = Math.min(TILE, k - i);
      const endB = Math.min(TILE, k - j);
      for (let a = 0; a < endA; a++) {
        for (let b = Math.max(0, i + a - j); b < endB; b++) {
          gram[(i + a) * k + j + b]! += tileSums[a * TILE + b]!;
        }
      }
    }
  }
}

/**
 * Fills `tileSums` with the dot products of columns i … i+2 and j … j+2. Columns past the last one are read as the
 * last one, which wastes a little at the edge and saves a second kernel.
 */
function sumTile(columns: readonly Float64Array[], i: number, j: number, count: number, last: number): void {
  const x0 = columns[i]!;
  const x1 = columns[Math.min(i + 1, last)]!;
  const x2 = columns[Math.min(i + 2, last)]!;
  const y0 = columns[j]!;
  const y1 = columns[Math.min(j + 1, last)]!;
  const y2 = columns[Math.min(j + 2, last)]!;
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < count; row++) {
    const a0 = x0[row]!;
    const a1 = x1[row]!;
    const a2 = x2[row]!;
    const b0 = y0[row]!;
    const b1 = y1[row]!;
    const b2 = y2[row]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
  }
  tileSums[0] = s00;
  tileSums[1] = s01;
  tileSums[2] = s02;
  tileSums[3] = s10;
  tileSums[4] = s11;
  tileSums[5] = s12;
  tileSums[6] = s20;
  tileSums[7] = s21;
  tileSums[8] = s22;
}

/** Copies the upper triangle of a k x k row-major matrix onto its lower one, in place, and gives the matrix. */
export function symmetrize(gram: Float64Array, k: number): Float64Array {
  for (let i = 1; i < k; i++) {
    for (let j = 0; j < i; j++) gram[i * k + j] = gram[j * k + i]!;
  }
  return gram;
}
