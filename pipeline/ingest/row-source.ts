import type { Vector } from 'apache-arrow';
import type { LogicalType } from './physical-type.ts';

/** A column as the source declares it. */
export interface SourceColumn {
  readonly name: string;
  /** Physical type as text: int64, timestamp[us], string, text … */
  readonly type: string;
  /** Logical types whose values such a column can hold. */
  readonly holds: readonly LogicalType[];
}

/** Cells without a declared type: text of a CSV file, or values of a JSON document. */
export interface LooseVector {
  readonly loose: readonly unknown[];
  /** Row number of the first cell in its source, from 1: what an error names. */
  readonly firstRow: number;
}

export type SourceVector = Vector | LooseVector;

/** Some rows of a source, under the source's own column names. */
export interface SourceBatch {
  readonly rows: number;
  /**
   * One of the columns that were asked for. It may view memory that another reader makes move: it is to be read at once,
   * before anything is awaited.
   */
  readonly column: (name: string) => SourceVector;
}

/** Rows behind one interface, whatever file format they come from. */
export interface RowSource {
  /** Name to show in messages. */
  readonly file: string;
  readonly schema: readonly SourceColumn[];
  /** Rows of each row group; left out by a source that has no groups, which is then read whole. */
  readonly rowGroups?: readonly number[];
  /** Streams the named columns, in file order; of some row groups only when asked. */
  batches(columns: readonly string[], rowGroups?: readonly number[]): AsyncIterable<SourceBatch>;
  close(): void;
}

export function isLoose(vector: SourceVector): vector is LooseVector {
  return 'loose' in vector;
}
