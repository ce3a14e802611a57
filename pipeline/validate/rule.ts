import type { Check, Contract } from '../contract/schema.ts';
import type { DuplicateEstimate } from './duplicate-estimate.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { Profile } from './profile.ts';
import type { Sample, Tally } from './tally.ts';

/** The check of the contract that a key names: CheckOf<'range'> is the one with `range:`. */
export type CheckOf<Kind extends string> = Extract<Check, Record<Kind, unknown>>;

/** Marks with 1 in `hits` the rows that break a rule, and gives how many. `hits` comes filled with 0. */
export type RowTest = (rows: ObservedRows, hits: Uint8Array) => number;

/** What a rule judges by. */
export interface Evidence {
  readonly contract: Pick<Contract, 'columns' | 'time' | 'target'>;
  readonly period: string;
  readonly rows: number;
  readonly kept: number;
  /** Rows that broke this rule; undefined for a rule that does not look at single rows. */
  readonly tally: Tally | undefined;
  readonly duplicates: DuplicateEstimate | undefined;
  readonly profile: Profile;
  /** Day of the judgement, YYYY-MM-DD. */
  readonly asOf: string | undefined;
  /** Profile that the production model was trained on; undefined while there is none. */
  readonly trainingProfile: Profile | undefined;
}

/** What a rule found wrong. */
export interface Finding {
  readonly column: string | null;
  readonly count: number;
  readonly share: number;
  readonly maxShare: number | null;
  readonly message: string;
  readonly samples: readonly Sample[];
}

export type Judgement =
  | { readonly kind: 'passed' }
  | { readonly kind: 'violated'; readonly findings: readonly Finding[] }
  /** There is nothing to judge yet, by design. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** There should be something to judge and there is not: counts as a violation. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** One kind of check. */
export interface Rule<Kind extends string = string> {
  /** The key that names the check in the contract. */
  readonly kind: Kind;
  /** What reports call this check. */
  readonly name: (check: CheckOf<Kind>) => string;
  /** Present when the rule looks at single rows. */
  readonly test?: (check: CheckOf<Kind>, context: Pick<Evidence, 'contract' | 'period'>) => RowTest;
  readonly judge: (check: CheckOf<Kind>, evidence: Evidence) => Judgement;
}
