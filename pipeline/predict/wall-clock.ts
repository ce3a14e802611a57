/** Beyond, there is no date. */
const LAST_DATE_MS = 8.64e15;

/**
 * A timestamp as text on the wall clock, as it is read back: `2021-01-31 23:59:59`, with microseconds only where there
 * are any. Empty for NaN and for what is no date.
 */
export function wallClock(ms: number): string {
  if (!(Math.abs(ms) <= LAST_DATE_MS)) return '';
  const second = Math.floor(ms / 1000);
  const micros = Math.round((ms - second * 1000) * 1000);
  // Half a microsecond before the next second is the next second.
  const carried = micros === 1_000_000 ? 1 : 0;
  const text = new Date((second + carried) * 1000).toISOString().slice(0, -'.000Z'.length).replace('T', ' ');
  return micros % 1_000_000 === 0 ? text : `${text}.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
}
