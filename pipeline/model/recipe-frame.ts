import type { Recipe } from '../contract/schema.ts';
import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame, type Term } from '../features/frame.ts';
import type { NumberNode } from '../features/node.ts';
import { f64 } from '../wasm/f64.ts';
import { type F64, select } from '../wasm/value.ts';
import { BoundEncoding, chainsOf } from './bound-encoding.ts';
import { scales } from './scales.ts';
import { StageValues } from './stage-values.ts';

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
    this.#base ??= this.recipe.base.flatMap((expression) => denseColumns(this.frame.term(expression)));
    return this.#base;
  }

  /** Weight of a row in base and encodings. */
  get weight(): NumberNode {
    this.#weight ??= this.frame.number(this.recipe.weight ?? '1');
    return this.#weight;
  }

  /** The stage that later calls of `load` compute the last regression's columns with. */
  use(stage: ScaleStage): void {
    this.#stage = stage;
  }

  /** For each stage, the sum of its constant and base terms, on the recipe's scale. */
  baseOf(stages: readonly ScaleStage[]): NumberNode[] {
    return stages.map((stage, model) => {
      const values = new StageValues(this.frame.program, 1 + this.base.length, [], () => stage);
      return this.frame.provide(`base of model ${model}`, this.#sumBase(values));
    });
  }

  #sumBase(stage: StageValues): F64 {
    const terms = this.base.map(({ value }, c): [F64, F64] => {
      const weight = stage.base(c + 1);
      // Where the regression left a column out, it counts for nothing, whatever it holds.
      return [weight, select(value, ZERO, f64.differ(weight, ZERO))];
    });
    return f64.addProducts(f64.add(ZERO, stage.base(0)), terms);
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
    const { frame, base, encodings } = this;
    const stage = new StageValues(frame.program, 1 + base.length, encodings, () => this.#stage);
    const fromBase = this.#sumBase(stage);
    const columns = encodings.map(({ label }, e) => frame.provide(`encoding ${e}`, stage.encoding(e), label));
    const sum = columns.reduce((all, { value }) => f64.add(all, value), fromBase);
    frame.provide('base_prediction', toTarget(fromBase));
    return [{ kind: 'scaled', by: frame.provide('prediction', toTarget(sum)), columns }];
  }
}

const ZERO = f64.constant(0);

const denseColumns = (term: Term): NumberNode[] => {
  if (term.kind === 'dense') return term.columns;
  throw new Error('one_hot belongs into final, not into base');
};
