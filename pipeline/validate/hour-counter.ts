import { periodBounds } from '../ingest/period.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { ColumnProfile } from './profile.ts';

const MS_PER_HOUR = 3_600_000;
const HOURS = 24;

/** Counts the times of a column by hour of the day, and inside the period by day. */
export class HourCounter {
  readonly #time: string;
  readonly #startMs: number;
  /** Rows by hour since the start of the period, from which both follow. */
  readonly #inside: Uint32Array;
  readonly #outside = new Uint32Array(HOURS);
  #nulls = 0;

  constructor(time: string, period: string) {
    const [startMs, endMs] = periodBounds(period);
    this.#time = time;
    this.#startMs = startMs;
    this.#inside = new Uint32Array((endMs - startMs) / MS_PER_HOUR);
  }

  add({ block }: Pick<ObservedRows, 'block'>): void {
    const times = block.numbers[this.#time]!;
    const inside = this.#inside;
    const startMs = this.#startMs;
    for (let i = 0; i < times.length; i++) {
      const hour = (times[i]! - startMs) / MS_PER_HOUR;
      if (hour >= 0 && hour < inside.length) inside[hour | 0]!++;
      else this.#addOutside(Math.floor(hour));
    }
  }

  /** Rows by day inside the period; a day without rows is left out. */
  days(): Record<string, number> {
    const days: [string, number][] = [];
    for (let hour = 0; hour < this.#inside.length; hour += HOURS) {
      const count = this.#inside.subarray(hour, hour + HOURS).reduce((sum, n) => sum + n, 0);
      const day = new Date(this.#startMs + hour * MS_PER_HOUR).toISOString().slice(0, 10);
      if (count > 0) days.push([day, count]);
    }
    return Object.fromEntries(days);
  }

  profile(): ColumnProfile {
    const hours = [...this.#outside];
    for (let hour = 0; hour < this.#inside.length; hour++) hours[hour % HOURS]! += this.#inside[hour]!;
    return { kind: 'time', nulls: this.#nulls, hours };
  }

  /** Periods start at midnight, so hours since the start of one tell the hour of any day. */
  #addOutside(hour: number): void {
    if (Number.isFinite(hour)) this.#outside[((hour % HOURS) + HOURS) % HOURS]!++;
    else this.#nulls++;
  }
}
