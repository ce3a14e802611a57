import type { Contract } from '../contract/schema.ts';
import type { LogicalType } from '../ingest/physical-type.ts';
import { BinCounts } from './bin-counts.ts';
import { toCategoryCounts } from './category-counts.ts';
import { HourCounter } from './hour-counter.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import { toProfileHistogram } from './profile-histogram.ts';
import { SliceCounter } from './slice-counter.ts';

/** What is counted of one column. */
export interface ColumnCounter {
  add(rows: Pick<ObservedRows, 'block'>): void;
  profile(): ColumnProfile;
}

/** Counts the profile of some rows of one period. */
export class ProfileCounter {
  readonly #columns: readonly (readonly [string, ColumnCounter])[];
  readonly #target = new BinCounts(0);
  readonly #targetName: string;
  readonly #hours: HourCounter;
  readonly #slices: readonly (readonly [string, SliceCounter])[];
  #rows = 0;

  constructor(contract: Pick<Contract, 'columns' | 'time' | 'target'>, period: string) {
    this.#hours = new HourCounter(contract.time, period);
    this.#targetName = contract.target.name;
    this.#columns = Object.entries(contract.columns).map(([name, { type }]) => [
      name,
      name === contract.time ? this.#hours : COUNTERS[type](name),
    ]);
    const columnsOf = (wanted: LogicalType) =>
      Object.keys(contract.columns).filter((name) => contract.columns[name]!.type === wanted);
    const numbers = columnsOf('number');
    this.#slices = columnsOf('category').map((name) => [name, new SliceCounter(name, numbers)]);
  }

  add(rows: Pick<ObservedRows, 'block' | 'targets' | 'kept'>): void {
    for (const [, counter] of this.#columns) counter.add(rows);
    for (const [, counter] of this.#slices) counter.add(rows);
    this.#target.add(rows.targets);
    this.#rows += rows.block.rows;
  }

  profile(): Profile {
    return {
      schemaVersion: 1,
      rows: this.#rows,
      days: this.#hours.days(),
      columns: Object.fromEntries(this.#columns.map(([name, counter]) => [name, counter.profile()])),
      target: { name: this.#targetName, histogram: toProfileHistogram(this.#target.histogram()) },
      slices: Object.fromEntries(
        this.#slices.flatMap(([name, counter]) => {
          const slices = counter.profile();
          return slices ? [[name, slices] as const] : [];
        }),
      ),
    };
  }
}

const COUNTERS: Readonly<Record<LogicalType, (name: string) => ColumnCounter>> = {
  timestamp: countNulls,
  number: (name) => {
    const counts = new BinCounts(0);
    return {
      add: ({ block }) => counts.add(block.numbers[name]!),
      profile: () => ({ kind: 'number', histogram: toProfileHistogram(counts.histogram()) }),
    };
  },
  category: countLabels,
};

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

/** Codes are counted as long as they mean the same labels, and then added up by label. */
function countLabels(name: string): ColumnCounter {
  const byCode = new Uint32Array(65_536);
  const byLabel = new Map<string, number>();
  let labels: readonly string[] = [];
  const addUp = () => {
    for (const [code, label] of labels.entries()) {
      if (byCode[code]! > 0) byLabel.set(label, (byLabel.get(label) ?? 0) + byCode[code]!);
    }
    byCode.fill(0, 0, labels.length);
  };
  return {
    add({ block }) {
      if (block.labels[name] !== labels) {
        addUp();
        labels = block.labels[name]!;
      }
      const codes = block.codes[name]!;
      for (let i = 0; i < codes.length; i++) byCode[codes[i]!]!++;
    },
    profile() {
      addUp();
      return { kind: 'category', categories: toCategoryCounts(byLabel) };
    },
  };
}
