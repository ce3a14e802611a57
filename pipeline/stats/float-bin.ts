/**
 * A float64 is put in a bin by its own top bits: sign, exponent and 5 bits of mantissa. That makes 32 bins an octave,
 * each at most 1/32 (3.2 %) as wide as its least absolute value, over the whole range and with no bounds to choose.
 *
 * Bins are numbered in order of value: from 0 up for 0 and above, from -1 down for below. Numbers under 2^-1022 are
 * binned as finely in absolute terms as those just above it. Both infinities have a bin of their own, the outermost.
 */
const MANTISSA_BITS = 5;

/** Bits of the high word below the ones that name the bin: 32 - 1 sign - 11 exponent - 5 mantissa. */
const DROPPED_BITS = 20 - MANTISSA_BITS;

const FLOAT = new Float64Array(1);
// The high word comes second: every platform of Node's first tier is little-endian.
const WORDS = new Int32Array(FLOAT.buffer);

/** Bins of the finite numbers and the infinity of one sign. */
export const BINS_PER_SIGN = (0x7ff00000 >>> DROPPED_BITS) + 1;

/** Bin of a value that is not NaN, from -BINS_PER_SIGN to BINS_PER_SIGN - 1; -0 counts as 0. */
export function floatBin(value: number): number {
  FLOAT[0] = value + 0;
  const high = WORDS[1]!;
  const size = (high & 0x7fffffff) >>> DROPPED_BITS;
  // high >> 31 is -1 for a negative number, and size ^ -1 is -1 - size.
  return size ^ (high >> 31);
}

/**
 * Least and greatest value of a bin, of which the one nearer to 0 belongs to it and the other to the next bin. The
 * outermost bins are [Infinity, Infinity] and its negative; bin -1 ends at 0, which bin 0 holds.
 */
export function floatBinEdges(bin: number): readonly [lower: number, upper: number] {
  const size = bin < 0 ? -1 - bin : bin;
  const near = sizeOf(size);
  const far = sizeOf(Math.min(size + 1, BINS_PER_SIGN - 1));
  return bin < 0 ? [-far, near === 0 ? 0 : -near] : [near, far];
}

function sizeOf(size: number): number {
  WORDS[0] = 0;
  WORDS[1] = size << DROPPED_BITS;
  return FLOAT[0]!;
}
