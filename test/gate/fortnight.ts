/** Fourteen days of a model's errors, small enough to hand to another program. */
export const COUNTS = [900, 1100, 1000, 950, 1200, 1050, 800, 1000, 1150, 850, 990, 1010, 930, 1070];

const MEAN_SQUARED_ERRORS = [
  25.1, 27.3, 24.0, 31.2, 26.5, 22.8, 29.9, 25.4, 24.4, 28.0, 26.1, 25.5, 30.2, 23.9,
];

export const CHAMPION_SSE = MEAN_SQUARED_ERRORS.map((mse, day) => mse * COUNTS[day]!);

/** The champion's summed squared error, day by day, times these. */
export function times(ratios: readonly number[]): number[] {
  return CHAMPION_SSE.map((sse, day) => sse * ratios[day]!);
}
