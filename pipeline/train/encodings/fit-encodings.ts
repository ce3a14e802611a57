import type { BoundEncoding } from '../../model/bound-encoding.ts';
import { basisOf } from '../columns/column-blocks.ts';
import { type FoldPlan, sees } from '../fold-blocks.ts';
import { type CellLayout, cellLayout, PRODUCT_TICKS, RESIDUAL_TICKS } from './cell-layout.ts';
import type { CellTable } from './cells.ts';

/** Encodings are whole multiples of this: finer would cost bytes and change nothing. */
export const ENCODING_STEP = 1 / 4096;

/** A run of encodings as one model has it. */
export interface FittedRun {
  /** For each encoding, a value for each code of its key. */
  readonly tables: readonly Float64Array[];
  /** For each cell and basis function, what all encodings with it say together. */
  readonly effect: Float64Array;
}

/**
 * Fits a run of encodings for one model from the cells of their joint key: each is the shrunken weighted mean
 * Σwur / (Σwu² + shrink) of what the earlier ones left, 0 for keys with fewer than `min` rows.
 *
 * @param keys for each encoding, the code of its key in every cell; -1 where it is unknown
 * @param model its position; see `modelsOf`
 */
export function fitEncodings(
  cells: CellTable,
  keys: readonly Int32Array[],
  encodings: readonly BoundEncoding[],
  folds: FoldPlan,
  model: number,
  unit: number,
): FittedRun {
  const basis = basisOf(encodings);
  const layout = cellLayout(folds, basis.length);
  const sums = complementSums(cells, layout, model, unit, folds);
  const effect = new Float64Array(cells.codes.length * layout.basis);
  const tables = encodings.map((encoding, e) => {
    const b = basis.indexOf(encoding.slope);
    const { size } = encoding.key;
    const codes = keys[e]!;
    const [rows, numerator, denominator] = [
      new Float64Array(size),
      new Float64Array(size),
      new Float64Array(size),
    ];
    const [left, square] = [sums.residuals[b]!, sums.product(b, b)];
    for (let cell = 0; cell < codes.length; cell++) {
      const key = codes[cell]!;
      if (key < 0) continue;
      rows[key]! += sums.rows[cell]!;
      numerator[key]! += left[cell]!;
      denominator[key]! += square[cell]!;
    }
    const table = new Float64Array(size);
    for (let key = 0; key < size; key++) {
      if (rows[key]! < encoding.min) continue;
      const mean = numerator[key]! / (denominator[key]! + encoding.shrink);
      table[key] = Math.round(mean / ENCODING_STEP) * ENCODING_STEP;
    }
    for (let a = 0; a < basis.length; a++) {
      const [residual, product] = [sums.residuals[a]!, sums.product(a, b)];
      for (let cell = 0; cell < codes.length; cell++) {
        const key = codes[cell]!;
        if (key >= 0) residual[cell]! -= table[key]! * product[cell]!;
      }
    }
    for (let cell = 0; cell < codes.length; cell++) {
      if (codes[cell]! >= 0) effect[cell * layout.basis + b]! += table[codes[cell]!]!;
    }
    return table;
  });
  return { tables, effect };
}

/** The sums of one model, over all folds but its own, in plain units. */
function complementSums(cells: CellTable, layout: CellLayout, model: number, unit: number, folds: FoldPlan) {
  const count = cells.codes.length;
  const collect = (slots: readonly number[], ticks: number) => {
    const out = new Float64Array(count);
    for (const slot of slots) {
      for (let cell = 0; cell < count; cell++) out[cell]! += cells.sums[cell * layout.stride + slot]!;
    }
    for (let cell = 0; cell < count; cell++) out[cell]! /= ticks;
    return out;
  };
  const seen = layout.classes.filter((cls) => sees(model, cls, folds));
  const basis = Array.from({ length: layout.basis }, (_, a) => a);
  const products = basis.map((b) =>
    basis.slice(0, b + 1).map((a) =>
      collect(
        seen.map((cls) => layout.product(cls, a, b)),
        PRODUCT_TICKS,
      ),
    ),
  );
  return {
    rows: collect(seen.map(layout.rows), 1),
    residuals: basis.map((a) => collect([layout.residual(model, a)], RESIDUAL_TICKS / unit)),
    product: (a: number, b: number) => products[Math.max(a, b)]![Math.min(a, b)]!,
  };
}
