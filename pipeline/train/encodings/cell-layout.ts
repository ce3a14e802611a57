import { type FoldPlan, learntClasses, modelsOf } from '../fold-blocks.ts';

/**
 * Where the sums of a cell lie. With M models and B basis functions (see `basisOf`): for each class of folds
 * that a model learns from, its rows and then its weighted products of basis functions; then weighted products with the
 * residual of each model (model m never saw fold m; the last saw all). What is added together lies together.
 */
export interface CellLayout {
  /** Classes that a model learns from. */
  readonly classes: readonly number[];
  readonly basis: number;
  readonly stride: number;
  readonly rows: (cls: number) => number;
  readonly product: (cls: number, a: number, b: number) => number;
  readonly residual: (model: number, a: number) => number;
}

export function cellLayout(folds: FoldPlan, basis: number): CellLayout {
  const width = 1 + (basis * (basis + 1)) / 2;
  const classes = learntClasses(folds);
  const rows = (cls: number) => classes.indexOf(cls) * width;
  return {
    classes,
    basis,
    stride: classes.length * width + modelsOf(folds) * basis,
    rows,
    product: (cls, a, b) => rows(cls) + 1 + (Math.max(a, b) * (Math.max(a, b) + 1)) / 2 + Math.min(a, b),
    residual: (model, a) => classes.length * width + model * basis + a,
  };
}

/** Weighted products are kept in 2⁻²⁰ of a unit, residuals in 2⁻²⁴ of their scale; see exact-sum for the bounds. */
export const PRODUCT_TICKS = 2 ** 20;
export const RESIDUAL_TICKS = 2 ** 24;
