/** What a written column holds. Integers and texts of a category come as codes of labels, as a block has them. */
export type OutputType = 'timestamp' | 'number' | 'integer' | 'label' | 'note';

/** A column of a file to write. */
export interface OutputColumn {
  readonly name: string;
  readonly type: OutputType;
  /** Values hardly recur: a format that keeps recurring ones in a dictionary need not try. */
  readonly isDistinct?: boolean;
}

/** Codes of labels; the label '' is null. */
export interface OutputLabels {
  readonly codes: Uint16Array;
  readonly labels: readonly string[];
}

/** The values of a column, by type. */
export interface OutputValues {
  /** Milliseconds since 1970 on the wall clock, NaN where null. */
  readonly timestamp: Float64Array;
  /** NaN where null. */
  readonly number: Float64Array;
  readonly integer: OutputLabels;
  readonly label: OutputLabels;
  /** Row → text; all other rows are empty. */
  readonly note: ReadonlyMap<number, string>;
}

/** Some rows to write: values in the order of the columns. */
export interface OutputBatch {
  readonly rows: number;
  readonly values: readonly OutputValues[OutputType][];
}

/** Turns rows into the bytes of a file, piece by piece; nothing holds all of them. */
export type EncodeRows = (
  columns: readonly OutputColumn[],
  batches: AsyncIterable<OutputBatch>,
  /** What the file says of itself, where its format has room for that. */
  metadata: ReadonlyMap<string, string>,
) => AsyncIterable<Uint8Array>;
