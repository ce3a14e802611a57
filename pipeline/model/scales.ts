import type { Recipe } from '../contract/schema.ts';

/** A scale on which base and encodings are fitted, with the way back. */
export interface Scale {
  readonly fromTarget: (y: number) => number;
  readonly toTarget: (s: number) => number;
}

/** Beyond e^30 no duration or price is meant; the bound keeps a wild row from becoming Infinity. */
const MAX_LOG = 30;

export const scales: Readonly<Record<Recipe['scale'], Scale>> = {
  identity: { fromTarget: (y) => y, toTarget: (s) => s },
  log1p: { fromTarget: (y) => Math.log(y + 1), toTarget: (s) => Math.exp(Math.min(s, MAX_LOG)) - 1 },
};
