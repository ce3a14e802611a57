/**
 * Rows as columns, under the contract's names and logical types. The unit that every stage works on: a batch of a
 * file, a shard of a prepared partition, or one ride.
 */
export interface Block {
  readonly rows: number;
  /** Numbers and timestamps (milliseconds since 1970 on the wall clock); NaN where the source holds nothing. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** Categories, as positions in `labels`. */
  readonly codes: Readonly<Record<string, Uint16Array>>;
  /** The values behind `codes`, as text; '' stands for null. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
}
