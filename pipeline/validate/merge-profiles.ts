import { RatchetError } from '../errors.ts';
import { mergeCategoryCounts } from './category-counts.ts';
import { mergeSlices } from './merge-slices.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import { mergeProfileHistograms } from './profile-histogram.ts';

/** Adds profiles of the same contract, in any grouping. Throws `schema` when they are of different columns. */
export function mergeProfiles(first: Profile, ...rest: readonly Profile[]): Profile {
  return rest.reduce(mergeTwo, first);
}

function mergeTwo(a: Profile, b: Profile): Profile {
  const names = Object.keys(a.columns);
  if (a.target.name !== b.target.name || names.join() !== Object.keys(b.columns).join()) throw differ(a, b);
  const slices = a.slices && b.slices && mergeSlices(a.slices, b.slices);
  return {
    schemaVersion: 1,
    rows: a.rows + b.rows,
    days: mergeDays(a.days, b.days),
    columns: Object.fromEntries(
      names.map((name) => [name, mergeColumns(name, a.columns[name]!, b.columns[name]!)]),
    ),
    target: {
      name: a.target.name,
      histogram: mergeProfileHistograms(a.target.histogram, b.target.histogram),
    },
    ...(slices && { slices }),
  };
}

function mergeColumns(name: string, a: ColumnProfile, b: ColumnProfile): ColumnProfile {
  if (a.kind === 'time' && b.kind === 'time') {
    return { kind: 'time', nulls: a.nulls + b.nulls, hours: a.hours.map((n, hour) => n + b.hours[hour]!) };
  }
  if (a.kind === 'timestamp' && b.kind === 'timestamp')
    return { kind: 'timestamp', nulls: a.nulls + b.nulls };
  if (a.kind === 'number' && b.kind === 'number') {
    return { kind: 'number', histogram: mergeProfileHistograms(a.histogram, b.histogram) };
  }
  if (a.kind === 'category' && b.kind === 'category') {
    return { kind: 'category', categories: mergeCategoryCounts(a.categories, b.categories) };
  }
  throw new RatchetError(
    'schema',
    `profiles of column ${name}: one is of a ${a.kind}, the other of a ${b.kind}`,
  );
}

function mergeDays(a: Profile['days'], b: Profile['days']): Profile['days'] {
  const sum = new Map(Object.entries(a));
  for (const [day, n] of Object.entries(b)) sum.set(day, (sum.get(day) ?? 0) + n);
  return Object.fromEntries([...sum].sort(([x], [y]) => (x < y ? -1 : 1)));
}

function differ(a: Profile, b: Profile): RatchetError {
  const list = (profile: Profile) => [...Object.keys(profile.columns), profile.target.name].join(', ');
  return new RatchetError(
    'schema',
    `profiles of different columns cannot be added: ${list(a)} and ${list(b)}`,
    {
      hint: 'make both with the same model.yaml',
    },
  );
}
