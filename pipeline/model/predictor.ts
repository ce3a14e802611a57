import type { Term } from '../features/frame.ts';
import type { Block } from '../ingest/block.ts';
import { unpackTable } from './encoding-table.ts';
import type { Model } from './model.ts';
import { RecipeFrame } from './recipe-frame.ts';

/** One addend of every prediction; all of them and the constant add up to it. */
export interface PredictionTerm {
  readonly label: string;
  /** What it belongs to: the group of an encoding, `one-hot`, or `direct`. */
  readonly group: string;
  /** Adds its contribution to the block that was scored last, in the target's unit. */
  readonly add: (out: Float64Array, n: number) => void;
}

/** A model ready to score blocks of rows. Every prediction is a sum over `terms`: its exact SHAP decomposition. */
export class Predictor {
  readonly constant: number;
  readonly terms: readonly PredictionTerm[];
  readonly #frame: RecipeFrame;

  constructor(model: Model) {
    const { columns, features, recipe, state } = model;
    this.#frame = new RecipeFrame({ columns, features }, state, recipe);
    this.#frame.use({ base: model.base, tables: model.encodings.map((table) => unpackTable(table, model.encodingStep)) });
    this.constant = model.final[0]!;
    this.terms = this.#bind(this.#frame.final(), model.final);
  }

  /** Predictions, in the target's unit, for the first n (at most BLOCK_ROWS) of `rows`, positions in a block. */
  predict(block: Block, rows: Uint32Array, n: number, out: Float64Array): void {
    this.#frame.frame.load(block, rows, n);
    out.fill(this.constant, 0, n);
    for (const term of this.terms) term.add(out, n);
  }

  #bind(terms: readonly Term[], coefficients: readonly number[]): PredictionTerm[] {
    const groups = new Map(this.#frame.encodings.map(({ label, group }) => [label, group]));
    const dense = terms.flatMap((term) => (term.kind === 'dense' ? term.columns : []));
    const keys = terms.flatMap((term) => (term.kind === 'one-hot' ? [term.key] : []));
    let next = 1;
    const bound = dense.map(({ label, out: x }): PredictionTerm => {
      const weight = coefficients[next++]!;
      const add = (out: Float64Array, n: number) => {
        for (let i = 0; i < n; i++) out[i]! += weight * x[i]!;
      };
      return { label, group: groups.get(label) ?? 'direct', add };
    });
    for (const { label, size, out: codes } of keys) {
      const weights = Float64Array.from(coefficients.slice(next, next + size));
      next += size;
      const add = (out: Float64Array, n: number) => {
        for (let i = 0; i < n; i++) if (codes[i]! >= 0) out[i]! += weights[codes[i]!]!;
      };
      bound.push({ label, group: 'one-hot', add });
    }
    return bound;
  }
}
