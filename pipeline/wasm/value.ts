export type ValueType = 'f64' | 'i32';

/** Numbers that are the same for all rows, laid out in memory before the first of them. */
export type TableData = Float64Array | Int32Array;

/** What is only known when a value is compiled: where its table lies. */
export type Placement = (table: TableData) => number;

/**
 * A value of every row, computed from others: code that finds its operands on the stack and leaves one number there.
 * A value that several others use is computed once a row.
 */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  readonly operands: readonly Value[];
  readonly code: (place: Placement) => readonly number[];
  /** As cheap to write again as to remember. */
  readonly isConstant?: true;
}

export type F64 = Value<'f64'>;
export type I32 = Value<'i32'>;

/** A value by one instruction. */
export const operation = <T extends ValueType>(
  type: T,
  code: readonly number[],
  ...operands: readonly Value[]
): Value<T> => ({ type, operands, code: () => code });

const SELECT = 0x1b;

/** `yes` where the condition is not 0, else `no`; both are computed. */
export const select = <T extends ValueType>(yes: Value<T>, no: Value<T>, condition: I32): Value<T> =>
  operation(yes.type, [SELECT], yes, no, condition);
