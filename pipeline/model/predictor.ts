import { ColumnSet } from '../features/column-set.ts';
import type { NumberNode } from '../features/node.ts';
import type { RowProgram } from '../features/row-program.ts';
import type { Block } from '../ingest/block.ts';
import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import { mappedNumber, numberEntry } from '../wasm/table.ts';
import type { F64 } from '../wasm/value.ts';
import { unpackTable } from './encoding-table.ts';
import type { Model } from './model.ts';
import { type FinalTerm, RecipeFrame } from './recipe-frame.ts';

/** One addend of every prediction; all of them and the constant add up to it. */
export interface PredictionTerm {
  readonly label: string;
  /** What it belongs to: the group of an encoding, `one-hot`, or `direct`. */
  readonly group: string;
  /** Of every row, in the target's unit. */
  readonly value: F64;
  /** Adds its contribution to the block that was scored last, in the target's unit. */
  readonly add: (out: Float64Array, n: number) => void;
}

type Addend = Omit<PredictionTerm, 'add'>;

/** A term of the last regression: what it adds to a sum, and the addends that this is made of. */
interface BoundTerm {
  readonly addTo: (sum: F64) => F64;
  readonly addends: readonly Addend[];
}

/** A model ready to score blocks of rows. Every prediction is a sum over `terms`: its exact SHAP decomposition. */
export class Predictor {
  readonly constant: number;
  readonly terms: readonly PredictionTerm[];
  readonly #frame: RecipeFrame;
  readonly #prediction: NumberNode;

  constructor(model: Model) {
    const { columns, features, recipe, state } = model;
    this.#frame = new RecipeFrame({ columns, features }, state, recipe);
    this.#frame.use({
      base: model.base,
      tables: model.encodings.map((table) => unpackTable(table, model.encodingStep)),
    });
    const final = Float64Array.from(model.final);
    this.constant = final[0]!;
    const terms = this.#frame.final();
    const groups = this.#frame.encodings.map(({ group }) => group);
    let next = 1;
    const bound = [
      ...terms.filter(({ kind }) => kind !== 'one-hot'),
      ...terms.filter(({ kind }) => kind === 'one-hot'),
    ].map((term) => {
      const first = next;
      next += term.kind === 'one-hot' ? term.key.size : term.columns.length;
      return bindTerm(term, final, first, groups);
    });
    const { frame } = this.#frame;
    const sum = bound.reduce((all, { addTo }) => addTo(all), coefficient(final, 0));
    this.#prediction = frame.provide('sum of terms', sum);
    const addends = bound.flatMap((term) => term.addends);
    // Apart: what only explanations ask for costs a plain prediction nothing.
    const aside = new ColumnSet(frame.program);
    let contributions: readonly Float64Array[] | undefined;
    this.terms = addends.map((addend, t) => ({
      ...addend,
      add: (out, n) => {
        contributions ??= addends.map(({ value }) => aside.numbers(value));
        aside.fill();
        const contribution = contributions[t]!;
        for (let i = 0; i < n; i++) out[i]! += contribution[i]!;
      },
    }));
  }

  /** What its values are computed by. */
  get program(): RowProgram {
    return this.#frame.frame.program;
  }

  /** Predictions, in the target's unit, for the first n (at most BLOCK_ROWS) of `rows`, positions in a block. */
  predict(block: Block, rows: Uint32Array, n: number, out: Float64Array): void {
    const prediction = this.#prediction.out;
    this.#frame.frame.load(block, rows, n);
    for (let i = 0; i < n; i++) out[i] = prediction[i]!;
  }
}

const coefficient = (final: Float64Array, c: number): F64 => numberEntry(final, i32.constant(c));

function bindTerm(term: FinalTerm, final: Float64Array, first: number, groups: readonly string[]): BoundTerm {
  if (term.kind === 'one-hot') {
    const { label, size, value: code } = term.key;
    // The only number that no sum notices is -0.
    const value = mappedNumber(final.subarray(first, first + size), code, -0);
    return { addTo: (sum) => f64.add(sum, value), addends: [{ label, group: 'one-hot', value }] };
  }
  const products = term.columns.map(({ value }, c): [F64, F64] => [coefficient(final, first + c), value]);
  const addends = term.columns.map(({ label }, c) => ({ label, value: f64.mul(...products[c]!) }));
  if (term.kind === 'dense') {
    return {
      addTo: (sum) => f64.addProducts(sum, products),
      addends: addends.map((addend) => ({ ...addend, group: 'direct' })),
    };
  }
  const by = term.by.value;
  return {
    // Together, they are multiplied by the prediction once.
    addTo: (sum) => f64.add(sum, f64.mul(by, f64.addProducts(f64.constant(0), products))),
    addends: addends.map(({ label, value }, c) => ({ label, group: groups[c]!, value: f64.mul(value, by) })),
  };
}
