import type { Block } from '../ingest/block.ts';
import { FloatHistogram } from '../stats/float-histogram.ts';
import { type ColumnShift, compareProfiles } from '../validate/compare-profiles.ts';
import type { ColumnProfile, Profile } from '../validate/profile.ts';
import { toProfileHistogram } from '../validate/profile-histogram.ts';

const HOUR_MS = 3_600_000;

/** Fewer rides say nothing about a distribution. */
export const ENOUGH_RIDES = 500;

interface RecentColumn {
  readonly name: string;
  readonly copy: (block: Block, row: number, place: number) => void;
  readonly profile: (n: number) => ColumnProfile;
}

/** The last rides that were scored, to hold their distribution against that of training. Holds nothing else of them. */
export class RecentRides {
  readonly #capacity: number;
  readonly #training: Profile;
  readonly #columns: readonly RecentColumn[];
  #seen = 0;

  constructor(training: Profile, inputs: readonly string[], capacity = 10_000) {
    this.#capacity = capacity;
    this.#training = training;
    this.#columns = inputs.flatMap((name) => {
      const profile = training.columns[name];
      return profile ? (RECENT[profile.kind]?.(name, profile, capacity) ?? []) : [];
    });
  }

  /** Takes a row of a block, in place of the ride that came longest ago. */
  add(block: Block, row: number): void {
    const place = this.#seen++ % this.#capacity;
    for (const column of this.#columns) column.copy(block, row, place);
  }

  /** PSI of every input; none while there are too few rides. */
  shifts(): ColumnShift[] {
    const rows = Math.min(this.#seen, this.#capacity);
    if (rows < ENOUGH_RIDES) return [];
    const columns = Object.fromEntries(this.#columns.map(({ name, profile }) => [name, profile(rows)]));
    const none = { name: '', histogram: { bins: [], nulls: 0, coarseness: 0 } };
    return compareProfiles(this.#training, { schemaVersion: 1, rows, days: {}, columns, target: none });
  }
}

type MakeRecent = (name: string, training: ColumnProfile, capacity: number) => RecentColumn;

function floats(
  name: string,
  capacity: number,
  profile: (values: Float64Array) => ColumnProfile,
): RecentColumn {
  const values = new Float64Array(capacity);
  return {
    name,
    copy: ({ numbers }, row, place) => {
      values[place] = numbers[name]![row]!;
    },
    profile: (n) => profile(values.subarray(0, n)),
  };
}

/** Of a plain timestamp nothing is compared. */
const RECENT: Partial<Record<ColumnProfile['kind'], MakeRecent>> = {
  number: (name, _training, capacity) =>
    floats(name, capacity, (values) => {
      const histogram = new FloatHistogram();
      histogram.add(values);
      return { kind: 'number', histogram: toProfileHistogram(histogram.toJSON()) };
    }),
  time: (name, _training, capacity) =>
    floats(name, capacity, (values) => {
      const hours = new Array<number>(24).fill(0);
      let nulls = 0;
      for (const value of values) {
        if (Number.isNaN(value)) nulls++;
        else hours[((Math.floor(value / HOUR_MS) % 24) + 24) % 24]!++;
      }
      return { kind: 'time', nulls, hours };
    }),
  category: recentLabels,
};

/** Labels that training has no count of are counted together, which bounds what is held. */
function recentLabels(name: string, training: ColumnProfile, capacity: number): RecentColumn {
  const known = training.kind === 'category' ? Object.keys(training.categories.counts) : [];
  const codeOf = new Map(known.map((label, code) => [label, code]));
  const values = new Uint16Array(capacity);
  return {
    name,
    copy: ({ codes, labels }, row, place) => {
      values[place] = codeOf.get(labels[name]![codes[name]![row]!]!) ?? known.length;
    },
    profile: (n) => {
      const rows = new Array<number>(known.length + 1).fill(0);
      for (let i = 0; i < n; i++) rows[values[i]!]!++;
      const counts = Object.fromEntries(
        known.flatMap((label, c) => (rows[c]! > 0 ? [[label, rows[c]!]] : [])),
      );
      return { kind: 'category', categories: { counts, others: rows[known.length]! } };
    },
  };
}
