import type { Recipe } from '../contract/schema.ts';
import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame, type Term } from '../features/frame.ts';
import { type NumberNode, numberNode } from '../features/node.ts';
import { addWeighted } from '../linalg/add-weighted.ts';
import { BoundEncoding, chainsOf } from './bound-encoding.ts';
import { scales } from './scales.ts';

/** Base coefficients (constant first) and one table a fitted encoding: what one fold's rows, or all rows, taught. */
export interface ScaleStage {
  readonly base: readonly number[];
  /** By position in the recipe; a table holds a value for each code of its key. */
  readonly tables: readonly Float64Array[];
}

/** A term of the last regression; the columns of a scaled one count times `by`: what they add, in the target's unit. */
export type FinalTerm = Term | { kind: 'scaled'; by: NumberNode; columns: NumberNode[] };

/**
 * A recipe's columns over blocks of rows. The columns of its first part (base and encodings, on the recipe's scale)
 * come with any frame; those of its last regression depend on a fitted stage, which `use` exchanges.
 */
export class RecipeFrame {
  readonly frame: Frame;
  readonly recipe: Recipe;
  readonly encodings: readonly BoundEncoding[];
  #base: NumberNode[] | undefined;
  #weight: NumberNode | undefined;
  #stage: ScaleStage = { base: [], tables: [] };

  constructor(contract: FeatureContract, state: FeatureState, recipe: Recipe) {
    this.frame = new Frame(contract, state);
    this.recipe = recipe;
    this.encodings = recipe.encodings.flatMap((group) =>
      chainsOf(group).flatMap(([chain, encodings]) =>
        encodings.map((encoding) => new BoundEncoding(this.frame, group, chain, encoding)),
      ),
    );
  }

  /** Columns of the base regression. */
  get base(): readonly NumberNode[] {
    this.compileBase();
    return this.#base!;
  }

  /** Has the base columns computed from the next block on; before, they cost nothing. */
  compileBase(): void {
    this.#base ??= this.recipe.base.flatMap((expression) => denseColumns(this.frame.term(expression)));
  }

  /** Weight of a row in base and encodings. */
  get weight(): NumberNode {
    this.compileWeight();
    return this.#weight!;
  }

  /** Has the weights computed from the next block on. */
  compileWeight(): void {
    this.#weight ??= this.frame.number(this.recipe.weight ?? '1');
  }

  /** The stage that later calls of `load` compute the last regression's columns with. */
  use(stage: ScaleStage): void {
    this.#stage = stage;
  }

  /** Adds the constant and base terms of a stage to `out`. */
  addBase(stage: ScaleStage, out: Float64Array, n: number): void {
    const constant = stage.base[0] ?? 0;
    for (let i = 0; i < n; i++) out[i]! += constant;
    const used = this.base.flatMap(({ out: x }, c) => (stage.base[c + 1] === 0 ? [] : [{ x, c }]));
    addWeighted(
      out,
      used.map(({ x }) => x),
      Float64Array.from(used, ({ c }) => stage.base[c + 1]!),
      n,
    );
  }

  /** Adds what encoding `e` of a stage says about each row. */
  addEncoding(stage: ScaleStage, e: number, out: Float64Array, n: number): void {
    const { key, slope } = this.encodings[e]!;
    const table = stage.tables[e]!;
    const codes = key.out;
    if (slope) {
      const u = slope.out;
      for (let i = 0; i < n; i++) if (codes[i]! >= 0) out[i]! += table[codes[i]!]! * u[i]!;
    } else {
      for (let i = 0; i < n; i++) if (codes[i]! >= 0) out[i]! += table[codes[i]!]!;
    }
  }

  /** The same of the stage in use, in a column of its own: 0 for a key that it never saw. */
  #fillEncoding(e: number, out: Float64Array, n: number): void {
    const { key, slope } = this.encodings[e]!;
    const table = this.#stage.tables[e]!;
    const codes = key.out;
    const u = slope?.out;
    if (u) for (let i = 0; i < n; i++) out[i] = codes[i]! < 0 ? 0 : table[codes[i]!]! * u[i]!;
    else for (let i = 0; i < n; i++) out[i] = codes[i]! < 0 ? 0 : table[codes[i]!]!;
  }

  /** The terms of the last regression; call once, before the first `load` that needs them. */
  final(): FinalTerm[] {
    const scaled = this.base.length > 0 ? this.#provideScale() : [];
    return this.recipe.final.flatMap((expression): FinalTerm[] =>
      expression === 'encodings' ? scaled : [this.frame.term(expression)],
    );
  }

  /** Provides `base_prediction` and `prediction`, in the target's unit, and gives the encodings that scale with it. */
  #provideScale(): FinalTerm[] {
    const { toTarget } = scales[this.recipe.scale];
    const base = this.#provide('scale base', (out, n) => this.addBase(this.#stage, out.fill(0, 0, n), n)).out;
    const columns = this.encodings.map((encoding, e) => {
      encoding.compile();
      return this.#provide(`encoding ${e}`, (out, n) => this.#fillEncoding(e, out, n), encoding.label);
    });
    const [encoded, ones] = [columns.map(({ out }) => out), new Float64Array(columns.length).fill(1)];
    this.#provide('base_prediction', (out, n) => {
      for (let i = 0; i < n; i++) out[i] = toTarget(base[i]!);
    });
    const by = this.#provide('prediction', (out, n) => {
      out.set(n === base.length ? base : base.subarray(0, n));
      addWeighted(out, encoded, ones, n);
      for (let i = 0; i < n; i++) out[i] = toTarget(out[i]!);
    });
    return [{ kind: 'scaled', by, columns }];
  }

  #provide(name: string, fill: (out: Float64Array, n: number) => void, label = name): NumberNode {
    return this.frame.provide(name, numberNode(label, fill));
  }
}

const denseColumns = (term: Term): NumberNode[] => {
  if (term.kind === 'dense') return term.columns;
  throw new Error('one_hot belongs into final, not into base');
};
