import type { Contract } from '../contract/schema.ts';
import { periodBounds } from '../ingest/period.ts';
import { FloatHistogram } from '../stats/float-histogram.ts';
import { toCategoryCounts } from './category-counts.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import { toProfileHistogram } from './profile-histogram.ts';

const MS_PER_HOUR = 3_600_000;
const HOURS = 24;

/** What is counted of one column. */
interface ColumnCounter {
  add(rows: ObservedRows): void;
  profile(): ColumnProfile;
}

/** Counts the profile of some rows of one period. */
export class ProfileCounter {
  readonly #columns: readonly (readonly [string, ColumnCounter])[];
  readonly #target = new FloatHistogram();
  readonly #targetName: string;
  readonly #time: string;
  readonly #startMs: number;
  readonly #hours: Uint32Array;
  #rows = 0;

  constructor(contract: Pick<Contract, 'columns' | 'time' | 'target'>, period: string) {
    const [startMs, endMs] = periodBounds(period);
    this.#startMs = startMs;
    this.#hours = new Uint32Array((endMs - startMs) / MS_PER_HOUR);
    this.#time = contract.time;
    this.#targetName = contract.target.name;
    this.#columns = Object.entries(contract.columns).map(([name, { type }]) => [
      name,
      COUNTERS[name === contract.time ? 'time' : type](name),
    ]);
  }

  add(rows: ObservedRows): void {
    for (const [, counter] of this.#columns) counter.add(rows);
    this.#target.add(rows.targets);
    const times = rows.block.numbers[this.#time]!;
    const hours = this.#hours;
    for (let i = 0; i < times.length; i++) {
      const hour = (times[i]! - this.#startMs) / MS_PER_HOUR;
      if (hour >= 0 && hour < hours.length) hours[Math.floor(hour)]!++;
    }
    this.#rows += rows.block.rows;
  }

  profile(): Profile {
    const days: [string, number][] = [];
    for (let hour = 0; hour < this.#hours.length; hour += HOURS) {
      const count = this.#hours.subarray(hour, hour + HOURS).reduce((sum, n) => sum + n, 0);
      const day = new Date(this.#startMs + hour * MS_PER_HOUR).toISOString().slice(0, 10);
      if (count > 0) days.push([day, count]);
    }
    return {
      schemaVersion: 1,
      rows: this.#rows,
      days: Object.fromEntries(days),
      columns: Object.fromEntries(this.#columns.map(([name, counter]) => [name, counter.profile()])),
      target: { name: this.#targetName, histogram: toProfileHistogram(this.#target.toJSON()) },
    };
  }
}

const COUNTERS: Readonly<Record<ColumnProfile['kind'], (name: string) => ColumnCounter>> = {
  time: countHours,
  timestamp: countNulls,
  number: (name) => {
    const histogram = new FloatHistogram();
    return {
      add: ({ block }) => histogram.add(block.numbers[name]!),
      profile: () => ({ kind: 'number', histogram: toProfileHistogram(histogram.toJSON()) }),
    };
  },
  category: countLabels,
};

/** Hours of the day over all rows, whichever day they lie in. */
function countHours(name: string): ColumnCounter {
  const hours = new Uint32Array(HOURS);
  let nulls = 0;
  return {
    add({ block }) {
      const times = block.numbers[name]!;
      for (let i = 0; i < times.length; i++) {
        const hour = Math.floor(times[i]! / MS_PER_HOUR) % HOURS;
        if (Number.isNaN(hour)) nulls++;
        else hours[hour < 0 ? hour + HOURS : hour]!++;
      }
    },
    profile: () => ({ kind: 'time', nulls, hours: [...hours] }),
  };
}

function countNulls(name: string): ColumnCounter {
  let nulls = 0;
  return {
    add({ block }) {
      const values = block.numbers[name]!;
      for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) nulls++;
    },
    profile: () => ({ kind: 'timestamp', nulls }),
  };
}

function countLabels(name: string): ColumnCounter {
  const counts = new Uint32Array(65_536);
  let labels: readonly string[] = [];
  return {
    add({ block }) {
      const codes = block.codes[name]!;
      for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
      labels = block.labels[name]!;
    },
    profile() {
      const seen = labels.map((label, code) => [label, counts[code]!] as const).filter(([, n]) => n > 0);
      return { kind: 'category', categories: toCategoryCounts(new Map(seen)) };
    },
  };
}
