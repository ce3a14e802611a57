/** Bits of a float64's high word that pick a slot: sign, exponent and three bits of mantissa. */
const SLOT_SHIFT = 17;
const SLOTS = 1 << 15;
const NEGATIVE_SLOTS = 1 << 14;

/**
 * Finds between which knots numbers lie, from a table over their leading bits: for most numbers it tells the band outright,
 * where a search would mispredict a branch a knot.
 *
 * @param knots ascending
 * @param size most numbers asked for at a time
 * @returns a function that sets `out` to how many knots each number has reached, -1 for NaN
 */
export function bandFinder(
  knots: Float64Array,
  size: number,
): (x: Float64Array, n: number, out: Int32Array) => void {
  const numbers = new Float64Array(size);
  // Every platform that Node runs on is little-endian: the high word comes second.
  const words = new Int32Array(numbers.buffer);
  const lowest = lowestBands(knots);
  return (x, n, out) => {
    numbers.set(n === x.length ? x : x.subarray(0, n));
    for (let i = 0; i < n; i++) {
      const value = numbers[i]!;
      let band = lowest[words[2 * i + 1]! >>> SLOT_SHIFT]!;
      while (band < knots.length && value >= knots[band]!) band++;
      out[i] = Number.isNaN(value) ? -1 : band;
    }
  };
}

/** Band of the smallest number of each slot. */
function lowestBands(knots: Float64Array): Uint8Array {
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  const lowest = new Uint8Array(SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) {
    // A negative number is the smaller the larger its bits: its slot begins where the next one's bits do.
    words[1] = (slot >= NEGATIVE_SLOTS ? slot + 1 : slot) << SLOT_SHIFT;
    while (lowest[slot]! < knots.length && number[0]! >= knots[lowest[slot]!]!) lowest[slot]!++;
  }
  return lowest;
}
