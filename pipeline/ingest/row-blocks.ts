/** Calls `visit` with the positions of all rows of a block in order, `size` at a time. */
export function forEachRowBlock(
  rows: number,
  size: number,
  visit: (positions: Uint32Array, n: number) => void,
): void {
  const positions = new Uint32Array(size);
  for (let start = 0; start < rows; start += size) {
    const n = Math.min(size, rows - start);
    for (let i = 0; i < n; i++) positions[i] = start + i;
    visit(positions, n);
  }
}
