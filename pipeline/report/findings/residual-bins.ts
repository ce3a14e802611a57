import type { Evaluation } from '../../evaluate/evaluation.ts';

/** Share of rows by error, in bins of equal width. */
export interface ResidualBins {
  readonly bins: readonly { readonly from: number; readonly to: number; readonly share: number }[];
  /** Shares of rows whose error is further out than the bins go. */
  readonly below: number;
  readonly above: number;
}

/** Share of rows on either side that a histogram leaves out: a few wild rows would squeeze all others. */
const TAIL = 0.004;

/** The errors of an evaluation, without the outermost few. */
export function residualBins(residuals: Evaluation['residuals']): ResidualBins {
  const rows = residuals.reduce((sum, [, n]) => sum + n, 0);
  const width = Math.min(...residuals.slice(1).map(([edge], i) => edge - residuals[i]![0]), Number.MAX_VALUE);
  const size = residuals.length < 2 ? 1 : width;
  let seen = 0;
  let [below, above] = [0, 0];
  const bins: { from: number; to: number; share: number }[] = [];
  for (const [from, n] of residuals) {
    seen += n;
    if (seen < TAIL * rows) below += n;
    else if (rows - (seen - n) < TAIL * rows) above += n;
    else bins.push({ from, to: from + size, share: n / rows });
  }
  return { bins, below: below / rows, above: above / rows };
}
