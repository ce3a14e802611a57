import type { Expression } from '../../contract/expression.ts';
import type { F64 } from '../../wasm/value.ts';
import type { ColumnSet } from '../column-set.ts';
import type { FeatureState } from '../feature-state.ts';
import type { KeyNode, NumberNode } from '../node.ts';

/** What a function of the vocabulary may ask for while its call is compiled. */
export interface FunctionScope {
  readonly state: FeatureState;
  /** The call as it is written, used as the label of its column. */
  readonly label: string;
  readonly args: readonly Expression[];
  /** Where the columns of its nodes belong. */
  readonly columns: ColumnSet;
  /** Argument i as a number. */
  number(i: number): NumberNode;
  /** The same, but NaN (or infinite) where it is a column of the contract that holds nothing (or that). */
  measured(i: number): NumberNode;
  /** Argument i as a key. */
  key(i: number): KeyNode;
  /** Argument i as a plain number of the contract. */
  literal(i: number): number;
  /** The key that another function gives for the same arguments. */
  sibling(name: string): KeyNode;
  /** Arguments from i on as plain numbers. */
  literals(from: number): number[];
  /** Argument i as the name of a column of the contract. */
  column(i: number): string;
  /** 1 where a column holds nothing. */
  isNull(column: string): NumberNode;
  /** A timestamp, NaN where null; an error for a column of another type. */
  timestamp(column: string): F64;
}

/** A word of the contract's vocabulary. A function gives one number, one key, or several numbers. */
export interface FeatureFunction {
  readonly name: string;
  /** How it is written, for error messages and the reference in the README. */
  readonly usage: string;
  readonly gives: 'number' | 'key' | 'numbers' | 'one-hot';
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  readonly compile: (scope: FunctionScope) => KeyNode | NumberNode | NumberNode[];
}
