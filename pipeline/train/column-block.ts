/** Codes of the roots of keys; see `RootColumns`. */
export type RootCodes = Uint16Array | Int32Array;

/** All that the passes over the encodings need of some rows of one class, as columns. */
export interface ColumnBlock {
  cls: number;
  rows: number;
  readonly codes: readonly RootCodes[];
  /** For each slope of the recipe. */
  readonly slopes: readonly Float64Array[];
  readonly weight: Float64Array;
  /** For each model that sees the class: what all groups before `group` left, clipped for that. */
  readonly residuals: readonly Float64Array[];
  group: number;
}

/** What the columns of a block are. */
export interface ColumnPlan {
  /** Number of codes of each column of roots. */
  readonly sizes: readonly number[];
  readonly slopes: number;
  readonly models: number;
}

const bytesOf = (size: number) => (size <= 2 ** 16 ? 2 : 4);

/** Bytes that a row takes. */
export const rowBytes = ({ sizes, slopes, models }: ColumnPlan): number =>
  8 * (slopes + 1 + models) + sizes.reduce((sum, size) => sum + bytesOf(size), 0);

/** Room for some rows, in one piece of memory. */
export function newColumnBlock(plan: ColumnPlan, rows: number): ColumnBlock {
  const buffer = new ArrayBuffer(rowBytes(plan) * rows);
  let at = 0;
  const take = (bytes: number) => {
    at += bytes * rows;
    return at - bytes * rows;
  };
  const numbers = (count: number) =>
    Array.from({ length: count }, () => new Float64Array(buffer, take(8), rows));
  const slopes = numbers(plan.slopes);
  const [weight] = numbers(1) as [Float64Array];
  const residuals = numbers(plan.models);
  // The wide ones first: each has to begin at a multiple of its width.
  const codes = new Array<RootCodes>(plan.sizes.length);
  for (const width of [4, 2]) {
    for (const [c, size] of plan.sizes.entries()) {
      if (bytesOf(size) !== width) continue;
      codes[c] = new (width === 2 ? Uint16Array : Int32Array)(buffer, take(width), rows);
    }
  }
  return { cls: 0, rows, codes, slopes, weight, residuals, group: 0 };
}
