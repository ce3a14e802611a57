import { type Contract, contractSchema, type Recipe, recipeSchema } from '../../pipeline/contract/schema.ts';
import type { FeatureState } from '../../pipeline/features/feature-state.ts';
import type { Shard } from '../../pipeline/train/round.ts';
import { createLcg } from '../linalg/synthetic-design.ts';

/** One ride of the synthetic data; null is a category or number that the source leaves out. */
export interface Ride {
  readonly time: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly kind: string;
  readonly miles: number;
  readonly riders: number | null;
  readonly minutes: number;
  /** Decides the fold. */
  readonly hash: number;
}

/** Zones 1-7 begin rides, zones 3-9 end them; zone 9 has no region. */
export const REGIONS: Readonly<Record<string, string>> = {
  1: 'north',
  2: 'north',
  3: 'north',
  4: 'south',
  5: 'south',
  6: 'south',
  7: 'east',
  8: 'east',
};

const START_MS = Date.UTC(2021, 0, 1);

/** Rides whose time depends on distance, zones and hour, with noise; the first byte of a generator is their hash. */
export function makeRides(count: number, seed = 1): Ride[] {
  const next = createLcg(seed);
  const whole = (below: number) => Math.floor(below * next());
  return Array.from({ length: count }, () => {
    const [from, to, time] = [1 + whole(7), 3 + whole(7), START_MS + whole(31 * 24 * 60) * 60_000];
    const miles = 0.2 + 6 * next() * next();
    const riders = next() < 0.3 ? null : 1 + whole(3);
    const hour = Math.floor(time / 3_600_000) % 24;
    const pace = 4 + from / 7 + (to % 3) + (hour > 15 && hour < 19 ? 3 : 0) + (riders === null ? 1 : 0);
    const minutes = Math.min(59, 1 + pace * miles * (0.7 + 0.6 * next()));
    return {
      time,
      from: String(from),
      to: String(to),
      kind: String(1 + whole(2)),
      miles,
      riders,
      minutes,
      hash: whole(256),
    };
  });
}

/** The rides as shards of at most `rowsAShard`, each with labels in the order of its own rows, as files have them. */
export function makeShards(rides: readonly Ride[], rowsAShard: number): Shard[] {
  const shards: Shard[] = [];
  for (let start = 0; start < rides.length; start += rowsAShard)
    shards.push(makeShard(rides.slice(start, start + rowsAShard)));
  return shards;
}

function makeShard(rides: readonly Ride[]): Shard {
  const numbers = (of: (ride: Ride) => number | null) =>
    Float64Array.from(rides, (ride) => of(ride) ?? Number.NaN);
  const [from, to, kind] = (['from', 'to', 'kind'] as const).map((name) => {
    const values = rides.map((ride) => ride[name] ?? '');
    const labels = [...new Set(values)];
    return { labels, codes: Uint16Array.from(values, (value) => labels.indexOf(value)) };
  }) as [Coded, Coded, Coded];
  return {
    rows: rides.length,
    numbers: {
      time: numbers(({ time }) => time),
      miles: numbers(({ miles }) => miles),
      riders: numbers(({ riders }) => riders),
      minutes: numbers(({ minutes }) => minutes),
    },
    codes: { from: from.codes, to: to.codes, kind: kind.codes },
    labels: { from: from.labels, to: to.labels, kind: kind.labels },
    hashes: Uint8Array.from(rides, ({ hash }) => hash),
  };
}

interface Coded {
  readonly labels: string[];
  readonly codes: Uint16Array;
}

/** What the features know of some rides: the categories in them, and the regions. */
export function stateOf(rides: readonly Ride[]): FeatureState {
  const seen = (name: 'from' | 'to' | 'kind') =>
    [...new Set(rides.flatMap((ride) => ride[name] ?? []))].sort();
  return {
    categories: { from: seen('from'), to: seen('to'), kind: seen('kind') },
    tables: { zones: { Region: REGIONS } },
  };
}

/** A contract for the rides. */
export const RIDES: Contract = contractSchema.parse({
  schemaVersion: 1,
  name: 'rides',
  title: 'Rides',
  description: 'Synthetic rides.',
  intended_use: 'Tests.',
  source: { kind: 'monthly-file', file: 'rides_{period}.parquet' },
  time: 'time',
  columns: {
    time: { type: 'timestamp' },
    from: { type: 'category' },
    to: { type: 'category' },
    kind: { type: 'category' },
    miles: { type: 'number' },
    riders: { type: 'number' },
    minutes: { type: 'number' },
  },
  tables: { zones: 'zones.csv' },
  target: { name: 'minutes', unit: 'min', column: 'minutes', keep: [1, 60] },
  checks: [],
  window: {},
  features: {
    numbers: {
      phone: 'is_null(riders)',
      log_miles: 'log(miles)',
      second_kind: 'equals(kind, 2)',
      excess: 'log_miles - 0.5',
    },
    keys: {
      weekend: 'weekend(time)',
      hour: 'hour(time)',
      from_region: 'lookup(from, zones.Region)',
      to_region: 'lookup(to, zones.Region)',
      band: 'cut(miles, 1, 2, 4)',
      pair: 'unordered(from, to)',
    },
  },
  recipe: { final: ['miles'] },
  gate: { margin: 0.1, ceiling: 10, max_filtered: 0.5, slices: {} },
});

/** A recipe written as in model.yaml, with its defaults filled in. */
export const recipeOf = (recipe: Record<string, unknown>): Recipe => recipeSchema.parse(recipe);
