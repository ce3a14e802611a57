/**
 * Where the sums of a cell lie. With K folds and B basis functions (1, then each distinct slope): rows of each fold; the
 * weighted products of basis functions of each fold; the weighted products with the residual of each of K + 1 models
 * (model m never saw fold m; model K saw all).
 */
export interface CellLayout {
  readonly folds: number;
  readonly basis: number;
  readonly stride: number;
  readonly rows: (fold: number) => number;
  readonly product: (fold: number, a: number, b: number) => number;
  readonly residual: (model: number, a: number) => number;
}

export function cellLayout(folds: number, basis: number): CellLayout {
  const products = (basis * (basis + 1)) / 2;
  return {
    folds,
    basis,
    stride: folds * (1 + products) + (folds + 1) * basis,
    rows: (fold) => fold,
    product: (fold, a, b) => folds + fold * products + (Math.max(a, b) * (Math.max(a, b) + 1)) / 2 + Math.min(a, b),
    residual: (model, a) => folds * (1 + products) + model * basis + a,
  };
}

/** Weighted products are kept in 2⁻²⁰ of a unit, residuals in 2⁻²⁴ of their scale; see exact-sum for the bounds. */
export const PRODUCT_TICKS = 2 ** 20;
export const RESIDUAL_TICKS = 2 ** 24;
