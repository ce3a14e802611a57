import type { Contract } from '../contract/schema.ts';
import { DuplicateCounter, type DuplicateState } from './duplicate-counter.ts';
import { estimateDuplicates } from './duplicate-estimate.ts';
import { mergeProfiles } from './merge-profiles.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { Profile } from './profile.ts';
import { ProfileCounter } from './profile-counter.ts';
import type { RowTest } from './rule.ts';
import { ruleOf } from './rules/registry.ts';
import type { Statistics } from './statistics.ts';
import { mergeTallies, type Tally, tallyHits } from './tally.ts';

export type CountedContract = Pick<Contract, 'columns' | 'time' | 'target' | 'checks'>;

/** Statistics of some rows that can still be added to those of others; survives a structured clone. */
export interface PartialStatistics {
  readonly rows: number;
  readonly kept: number;
  readonly tallies: readonly (Tally | null)[];
  readonly duplicates: DuplicateState | null;
  readonly profile: Profile;
}

/** Counts, over all rows of a part, what the contract's checks and the profile need. */
export class StatisticsCounter {
  readonly #contract: CountedContract;
  readonly #tests: readonly (RowTest | null)[];
  readonly #tallies: (Tally | null)[];
  readonly #duplicates: DuplicateCounter | null;
  readonly #profile: ProfileCounter;
  #hits = new Uint8Array(0);
  #rows = 0;
  #kept = 0;

  /** @param fileRows rows of the whole file, where known */
  constructor(contract: CountedContract, period: string, fileRows?: number) {
    const { checks } = contract;
    this.#contract = contract;
    this.#tests = checks.map((check) => ruleOf(check).test?.(check as never, { contract, period }) ?? null);
    this.#tallies = this.#tests.map((test) => (test ? { count: 0, samples: [] } : null));
    this.#duplicates = checks.some((check) => 'duplicates' in check) ? new DuplicateCounter(fileRows) : null;
    this.#profile = new ProfileCounter(contract, period);
  }

  add(rows: ObservedRows): void {
    const n = rows.block.rows;
    if (this.#hits.length < n) this.#hits = new Uint8Array(n);
    const hits = this.#hits.subarray(0, n);
    for (const [i, test] of this.#tests.entries()) {
      const count = test?.(rows, hits) ?? 0;
      if (count === 0) continue;
      const valueAt = valuesOf(this.#contract, i, rows);
      this.#tallies[i] = mergeTallies(this.#tallies[i]!, tallyHits(hits, count, rows.firstRow, valueAt));
      hits.fill(0);
    }
    this.#duplicates?.add(rows);
    this.#profile.add(rows);
    this.#rows += n;
    this.#kept += rows.kept.length;
  }

  state(): PartialStatistics {
    return {
      rows: this.#rows,
      kept: this.#kept,
      tallies: this.#tallies,
      duplicates: this.#duplicates?.state() ?? null,
      profile: this.#profile.profile(),
    };
  }
}

/** Adds the statistics of parts of a file, of which there is at least one; any grouping gives the same. */
export function mergeStatistics(parts: readonly PartialStatistics[]): PartialStatistics {
  const [first, ...rest] = parts;
  if (rest.length === 0) return first!;
  const tallies = first!.tallies.map((tally, i) => {
    return tally && rest.reduce((sum, part) => mergeTallies(sum, part.tallies[i]!), tally);
  });
  return {
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    kept: parts.reduce((sum, part) => sum + part.kept, 0),
    tallies,
    duplicates: first!.duplicates && mergeDuplicates(parts),
    profile: mergeProfiles(first!.profile, ...rest.map((part) => part.profile)),
  };
}

/** One counter for all parts: its tables are large, and each row is put in once. */
function mergeDuplicates(parts: readonly PartialStatistics[]): DuplicateState {
  const counter = new DuplicateCounter();
  for (const { duplicates } of parts) if (duplicates) counter.merge(duplicates);
  return counter.state();
}

/** The statistics of a whole file out of those of its parts. */
export function finishStatistics(parts: readonly PartialStatistics[]): Statistics {
  const { rows, kept, tallies, duplicates, profile } = mergeStatistics(parts);
  return {
    rows,
    kept,
    tallies: [...tallies],
    duplicates: duplicates && estimateDuplicates(duplicates, rows),
    profile: { ...profile, slices: profile.slices ?? {} },
  };
}

/** The value to show of a row that broke check `i`: its column's, or its target. */
function valuesOf(contract: CountedContract, i: number, { block, targets }: ObservedRows) {
  const named = Object.values(contract.checks[i]!)[0];
  const column = typeof named === 'string' && named in contract.columns ? named : undefined;
  return (row: number): number | string | null => {
    if (column === undefined) return targets[row]!;
    const code = block.codes[column]?.[row];
    if (code !== undefined) return block.labels[column]![code]! || null;
    const value = block.numbers[column]![row]!;
    const isTime = contract.columns[column]!.type === 'timestamp' && Math.abs(value) < 8.64e15;
    return isTime
      ? new Date(value).toISOString().replace('T', ' ').replace('.000Z', '').replace('Z', '')
      : value;
  };
}
