import type { Recipe } from '../contract/schema.ts';
import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame, type Term } from '../features/frame.ts';
import { type NumberNode, numberNode } from '../features/node.ts';
import { BoundEncoding } from './bound-encoding.ts';
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
      Object.entries(group.chains).flatMap(([chain, encodings]) =>
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
    const toTarget = scales[this.recipe.scale].toTarget;
    const minutes = (name: string, fill: (out: Float64Array, n: number) => void) =>
      this.frame.provide(
        name,
        numberNode(name, (out, n) => {
          out.fill(0, 0, n);
          fill(out, n);
          for (let i = 0; i < n; i++) out[i] = toTarget(out[i]!);
        }),
      );
    for (const encoding of this.encodings) encoding.compile();
    if (this.base.length > 0) {
      minutes('base_prediction', (out, n) => this.addBase(this.#stage, out, n));
      minutes('prediction', (out, n) => {
        this.addBase(this.#stage, out, n);
        for (let e = 0; e < this.encodings.length; e++) this.addEncoding(this.#stage, e, out, n);
      });
    }
    return this.recipe.final.flatMap((expression) => (expression === 'encodings' ? this.#encodingTerms() : [this.frame.term(expression)]));
  }

  /** prediction × encoding: what each encoding adds, in the target's unit. */
  #encodingTerms(): Term[] {
    const prediction = this.frame.number('prediction').out;
    const columns = this.encodings.map(({ label }, e) =>
      this.frame.provide(
        `encoding ${label}`,
        numberNode(label, (out, n) => {
          out.fill(0, 0, n);
          this.addEncoding(this.#stage, e, out, n);
          for (let i = 0; i < n; i++) out[i]! *= prediction[i]!;
        }),
      ),
    );
    return [{ kind: 'dense', columns }];
  }
}

const denseColumns = (term: Term): NumberNode[] => {
  if (term.kind === 'dense') return term.columns;
  throw new Error('one_hot belongs into final, not into base');
};
