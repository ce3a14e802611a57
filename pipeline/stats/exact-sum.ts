/** Sums of ticks are exact, whatever their order, while they stay below this in absolute value (2^53). */
export const EXACT_SUM_LIMIT = 9007199254740992;

/** Ticks of one value are exact integers below this in absolute value (2^51), the reach of the constant below. */
export const TICKS_LIMIT = 2251799813685248;

/** 1.5 * 2^52: between 2^52 and 2^53 neighbouring float64s lie 1 apart, so adding it rounds to an integer. */
export const ROUNDER = 6755399441055744;

/**
 * `x` as a whole number of ticks, the nearest integer to `x * ticksPerUnit`, ties to even (IEEE 754 addition).
 *
 * Integers below 2^53 add without rounding in float64, so a sum of ticks has the same bits in any order and any
 * grouping, and partial sums of files merge exactly. That holds while the sum of |ticks| stays below 2^53: n values
 * of |x| <= m need n * m * ticksPerUnit < 2^53 (a thousand million values below 100 at 1/65,536 of a unit).
 * The rounding costs at most half a tick a value. Choose a power of two for `ticksPerUnit`, so that the
 * multiplication is exact.
 *
 * NaN and the infinities come back as they are; beyond `TICKS_LIMIT` the result is out of contract.
 */
export function toTicks(x: number, ticksPerUnit: number): number {
  return x * ticksPerUnit + ROUNDER - ROUNDER;
}
