import type { Recipe } from '../contract/schema.ts';
import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame, type Term } from '../features/frame.ts';
import { type NumberNode, numberNode } from '../features/node.ts';
import { BoundEncoding, chainsOf } from './bound-encoding.ts';
import { scales } from './scales.ts';

/** Base coefficients (constant first) and one table a fitted encoding: what one fold's rows, or all rows, taught. */
export interface ScaleStage {
  readonly base: readonly number[];
  /** By position in the recipe; a table holds a value for each code of its key. */
  readonly tables: readonly Float64Array[];
}

/**
 * A recipe's columns over blocks of rows. The columns of its first part (base and encodings, on the recipe's scale)
 * come with any frame; those of its last regression depend on a fitted stage, which `use` exchanges.
 */
export class RecipeFrame {
  readonly frame: Frame;
  readonly recipe: Recipe;
  readonly weight: NumberNode;
  readonly encodings: readonly BoundEncoding[];
  #base: NumberNode[] | undefined;
  #stage: ScaleStage = { base: [], tables: [] };

  constructor(contract: FeatureContract, state: FeatureState, recipe: Recipe) {
    this.frame = new Frame(contract, state);
    this.recipe = recipe;
    this.weight = this.frame.number(recipe.weight ?? '1');
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

  /** The stage that later calls of `load` compute the last regression's columns with. */
  use(stage: ScaleStage): void {
    this.#stage = stage;
  }

  /** Adds the constant and base terms of a stage to `out`. */
  addBase(stage: ScaleStage, out: Float64Array, n: number): void {
    const constant = stage.base[0] ?? 0;
    for (let i = 0; i < n; i++) out[i]! += constant;
    for (const [c, { out: x }] of this.base.entries()) {
      const weight = stage.base[c + 1]!;
      if (weight !== 0) for (let i = 0; i < n; i++) out[i]! += weight * x[i]!;
    }
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

  /** The terms of the last regression; call once, before the first `load` that needs them. */
  final(): Term[] {
    const minutes = this.base.length > 0 ? this.#provideScale() : [];
    return this.recipe.final.flatMap((expression) => {
      if (expression !== 'encodings') return [this.frame.term(expression)];
      return [{ kind: 'dense' as const, columns: minutes }];
    });
  }

  /**
   * Provides `base_prediction` and `prediction`, in the target's unit, to the terms of the last regression.
   *
   * @returns prediction × encoding for each encoding: what it adds, in the target's unit
   */
  #provideScale(): NumberNode[] {
    const { toTarget } = scales[this.recipe.scale];
    const base = this.#provide('scale base', (out, n) => this.addBase(this.#stage, out.fill(0, 0, n), n));
    const encoded = this.encodings.map((encoding, e) => {
      encoding.compile();
      return this.#provide(`scale ${encoding.label}`, (out, n) => this.addEncoding(this.#stage, e, out.fill(0, 0, n), n));
    });
    this.#provide('base_prediction', (out, n) => {
      for (let i = 0; i < n; i++) out[i] = toTarget(base[i]!);
    });
    const prediction = this.#provide('prediction', (out, n) => {
      out.set(base);
      for (const e of encoded) for (let i = 0; i < n; i++) out[i]! += e[i]!;
      for (let i = 0; i < n; i++) out[i] = toTarget(out[i]!);
    });
    return this.encodings.map(({ label }, index) => {
      const e = encoded[index]!;
      return this.frame.provide(
        label,
        numberNode(label, (out, n) => {
          for (let i = 0; i < n; i++) out[i] = e[i]! * prediction[i]!;
        }),
      );
    });
  }

  #provide(name: string, fill: (out: Float64Array, n: number) => void): Float64Array {
    return this.frame.provide(name, numberNode(name, fill)).out;
  }
}

const denseColumns = (term: Term): NumberNode[] => {
  if (term.kind === 'dense') return term.columns;
  throw new Error('one_hot belongs into final, not into base');
};
