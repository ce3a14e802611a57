/** Some rows of one class, with all that the passes over the encodings need of them. */
export interface ColumnBlock {
  readonly cls: number;
  readonly rows: number;
  /** Residuals are what all groups before this one left, clipped for it. */
  group: number;
  /** Its columns, as a `BlockArea` lays them out, where they are kept. */
  readonly bytes: Uint8Array | undefined;
}
