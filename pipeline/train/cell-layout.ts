import { classesOf, type FoldPlan, modelsOf } from './fold-blocks.ts';

/**
 * Where the sums of a cell lie. With C classes of folds, M models and B basis functions (1, then each distinct slope):
 * rows of each class; weighted products of basis functions of each class; weighted products with the residual of each
 * model (model m never saw fold m; the last saw all).
 */
export interface CellLayout {
  readonly classes: number;
  readonly basis: number;
  readonly stride: number;
  readonly rows: (cls: number) => number;
  readonly product: (cls: number, a: number, b: number) => number;
  readonly residual: (model: number, a: number) => number;
}

export function cellLayout(folds: FoldPlan, basis: number): CellLayout {
  const products = (basis * (basis + 1)) / 2;
  const classes = classesOf(folds);
  return {
    classes,
    basis,
    stride: classes * (1 + products) + modelsOf(folds) * basis,
    rows: (cls) => cls,
    product: (cls, a, b) =>
      classes + cls * products + (Math.max(a, b) * (Math.max(a, b) + 1)) / 2 + Math.min(a, b),
    residual: (model, a) => classes * (1 + products) + model * basis + a,
  };
}

/** Weighted products are kept in 2⁻²⁰ of a unit, residuals in 2⁻²⁴ of their scale; see exact-sum for the bounds. */
export const PRODUCT_TICKS = 2 ** 20;
export const RESIDUAL_TICKS = 2 ** 24;
