import { BLOCK_ROWS, type KeyNode, type NumberNode } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
import { addWeighted } from '../linalg/add-weighted.ts';
import { unpackTable } from './encoding-table.ts';
import type { Model } from './model.ts';
import { type FinalTerm, RecipeFrame } from './recipe-frame.ts';

/** One addend of every prediction; all of them and the constant add up to it. */
export interface PredictionTerm {
  readonly label: string;
  /** What it belongs to: the group of an encoding, `one-hot`, or `direct`. */
  readonly group: string;
  /** Adds its contribution to the block that was scored last, in the target's unit. */
  readonly add: (out: Float64Array, n: number) => void;
}

/** Coefficients of the last regression, handed out in the order of its terms: numbers first, then one-hot columns. */
type Take = (count: number) => Float64Array;

/** A model ready to score blocks of rows. Every prediction is a sum over `terms`: its exact SHAP decomposition. */
export class Predictor {
  readonly constant: number;
  readonly terms: readonly PredictionTerm[];
  readonly #frame: RecipeFrame;
  readonly #addAll: ((out: Float64Array, n: number) => void)[] = [];
  /** The dense columns that came last, which are added together. */
  #dense: { columns: Float64Array[]; weights: Float64Array } | undefined;

  constructor(model: Model) {
    const { columns, features, recipe, state, final } = model;
    this.#frame = new RecipeFrame({ columns, features }, state, recipe);
    this.#frame.use({
      base: model.base,
      tables: model.encodings.map((table) => unpackTable(table, model.encodingStep)),
    });
    this.constant = final[0]!;
    let next = 1;
    const take: Take = (count) => {
      next += count;
      return Float64Array.from(final.slice(next - count, next));
    };
    const terms = this.#frame.final();
    const inOrder = [
      ...terms.filter(({ kind }) => kind !== 'one-hot'),
      ...terms.filter(({ kind }) => kind === 'one-hot'),
    ];
    this.terms = inOrder.flatMap((term) => this.#bind(term, take));
  }

  /** Predictions, in the target's unit, for the first n (at most BLOCK_ROWS) of `rows`, positions in a block. */
  predict(block: Block, rows: Uint32Array, n: number, out: Float64Array): void {
    this.#frame.frame.load(block, rows, n);
    out.fill(this.constant, 0, n);
    for (const add of this.#addAll) add(out, n);
  }

  #bind(term: FinalTerm, take: Take): PredictionTerm[] {
    if (term.kind === 'dense') {
      const weights = take(term.columns.length);
      this.#addDense(term.columns, weights);
      return term.columns.map((column, c) => numberTerm(column, weights[c]!));
    }
    this.#dense = undefined;
    if (term.kind === 'one-hot') {
      const oneHot = oneHotTerm(term.key, take(term.key.size));
      this.#addAll.push(oneHot.add);
      return [oneHot];
    }
    const { by, columns } = term;
    const weights = take(columns.length);
    // Together, the columns are multiplied by the prediction once.
    this.#addAll.push(scaledSum(by, columns, weights));
    const groups = this.#frame.encodings.map(({ group }) => group);
    return columns.map((column, c) => scaledTerm(by, column, weights[c]!, groups[c]!));
  }

  #addDense(columns: readonly NumberNode[], weights: Float64Array): void {
    if (!this.#dense) {
      const dense = { columns: [], weights: new Float64Array(0) };
      this.#addAll.push((out, n) => addWeighted(out, dense.columns, dense.weights, n));
      this.#dense = dense;
    }
    this.#dense.columns.push(...columns.map(({ out }) => out));
    this.#dense.weights = Float64Array.of(...this.#dense.weights, ...weights);
  }
}

const numberTerm = ({ label, out: x }: NumberNode, weight: number): PredictionTerm => ({
  label,
  group: 'direct',
  add: (out, n) => {
    for (let i = 0; i < n; i++) out[i]! += weight * x[i]!;
  },
});

const scaledTerm = (
  { out: p }: NumberNode,
  { label, out: x }: NumberNode,
  weight: number,
  group: string,
): PredictionTerm => ({
  label,
  group,
  add: (out, n) => {
    for (let i = 0; i < n; i++) out[i]! += weight * x[i]! * p[i]!;
  },
});

const oneHotTerm = ({ label, out: codes }: KeyNode, weights: Float64Array): PredictionTerm => ({
  label,
  group: 'one-hot',
  add: (out, n) => {
    for (let i = 0; i < n; i++) if (codes[i]! >= 0) out[i]! += weights[codes[i]!]!;
  },
});

function scaledSum({ out: p }: NumberNode, columns: readonly NumberNode[], weights: Float64Array) {
  const sum = new Float64Array(BLOCK_ROWS);
  const values = columns.map(({ out }) => out);
  return (out: Float64Array, n: number) => {
    addWeighted(sum.fill(0, 0, n), values, weights, n);
    for (let i = 0; i < n; i++) out[i]! += p[i]! * sum[i]!;
  };
}
