/** Months in a narrow column: the first and the last of several. */
export const span = (periods: readonly string[]): string =>
  periods.length < 3 ? periods.join(', ') : `${periods[0]} … ${periods.at(-1)} (${periods.length})`;

/** A time to the minute, in UTC. */
export const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');
