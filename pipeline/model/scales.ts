import type { Recipe } from '../contract/schema.ts';
import { f64 } from '../wasm/f64.ts';
import type { F64 } from '../wasm/value.ts';

/** A scale on which base and encodings are fitted, with the way back. */
export interface Scale {
  readonly fromTarget: (y: F64) => F64;
  readonly toTarget: (s: F64) => F64;
}

/** Beyond e^30 no duration or price is meant; the bound keeps a wild row from becoming Infinity. */
const MAX_LOG = 30;

export const scales: Readonly<Record<Recipe['scale'], Scale>> = {
  identity: { fromTarget: (y) => y, toTarget: (s) => s },
  log1p: {
    fromTarget: (y) => f64.log(f64.add(y, f64.constant(1))),
    toTarget: (s) => f64.sub(f64.exp(f64.min(s, f64.constant(MAX_LOG))), f64.constant(1)),
  },
};
