import { type NumberNode } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
import { unpackTable } from './encoding-table.ts';
import type { Model } from './model.ts';
import { RecipeFrame } from './recipe-frame.ts';

/** A model ready to score blocks of rows. */
export class Predictor {
  readonly frame: RecipeFrame;
  readonly #constant: number;
  readonly #dense: { node: NumberNode; weight: number }[] = [];
  readonly #oneHot: { codes: Int32Array; weights: Float64Array }[] = [];

  constructor(model: Model) {
    const { columns, features, recipe, state } = model;
    this.frame = new RecipeFrame({ columns, features }, state, recipe);
    this.frame.use({ base: model.base, tables: model.encodings.map((table) => unpackTable(table, model.encodingStep)) });
    const terms = this.frame.final();
    this.#constant = model.final[0]!;
    let next = 1;
    for (const term of terms) {
      if (term.kind === 'one-hot') continue;
      for (const node of term.columns) this.#dense.push({ node, weight: model.final[next++]! });
    }
    for (const term of terms) {
      if (term.kind === 'dense') continue;
      this.#oneHot.push({ codes: term.key.out, weights: Float64Array.from(model.final.slice(next, next + term.key.size)) });
      next += term.key.size;
    }
  }

  /** Predictions, in the target's unit, for rows start … start + n (at most BLOCK_ROWS) into `out` from position 0. */
  predict(block: Block, start: number, n: number, out: Float64Array): void {
    this.frame.frame.load(block, start, n);
    out.fill(this.#constant, 0, n);
    for (const { node, weight } of this.#dense) {
      const x = node.out;
      if (weight !== 0) for (let i = 0; i < n; i++) out[i]! += weight * x[i]!;
    }
    for (const { codes, weights } of this.#oneHot) {
      for (let i = 0; i < n; i++) if (codes[i]! >= 0) out[i]! += weights[codes[i]!]!;
    }
  }
}
