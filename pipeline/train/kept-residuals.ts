import { BLOCK_ROWS } from '../features/node.ts';
import type { RecipeFrame, ScaleStage } from '../model/recipe-frame.ts';
import { scales } from '../model/scales.ts';
import { Residuals } from './residuals.ts';
import type { RoundMemory, Shard } from './round.ts';

/**
 * Weights of rows, and residuals of every model before one group of encodings. Those before an earlier group may have been kept by a round on
 * the same thread: then only the groups since are taken away, else everything is computed from the outcome. The steps are
 * the same either way, and so are the bits.
 */
export class KeptResiduals {
  readonly #frame: RecipeFrame;
  readonly #stages: readonly ScaleStage[];
  readonly #group: number;
  readonly #memory: RoundMemory | undefined;
  readonly #residuals: Residuals;
  readonly #fromTarget: (y: number) => number;
  #outcome: Float64Array = new Float64Array(0);
  /** Group that the known residuals stand before; -1 when none are known. */
  #from = -1;
  /** Kept columns: residuals of each model, then weights. */
  #columns: Float64Array[] | undefined;
  readonly #weights = new Float64Array(BLOCK_ROWS);

  constructor(
    frame: RecipeFrame,
    stages: readonly ScaleStage[],
    group: number,
    memory: RoundMemory | undefined,
  ) {
    this.#frame = frame;
    this.#stages = stages;
    this.#group = group;
    this.#memory = memory;
    this.#residuals = new Residuals(frame);
    this.#fromTarget = scales[frame.recipe.scale].fromTarget;
  }

  /** Call before a shard's first block is loaded: it decides which columns the frame has to compute. */
  open(shard: Shard, index: number, target: string): void {
    const known = Number(this.#memory?.recall(index)?.tag ?? -1);
    this.#columns = this.#memory?.keep(index, String(this.#group), this.#stages.length + 1, shard.rows);
    this.#from = this.#columns && known <= this.#group ? known : -1;
    this.#outcome = shard.numbers[target]!;
    if (this.#from < 0) {
      this.#frame.compileBase();
      this.#frame.compileWeight();
    }
    const missing = this.#frame.recipe.encodings.slice(Math.max(0, this.#from), this.#group);
    for (const encoding of this.#frame.encodings) {
      if (missing.some(({ group }) => group === encoding.group)) encoding.compile();
    }
  }

  /** Weights of the first n of `rows`; good until the next call. */
  weights(rows: Uint32Array, n: number): Float64Array {
    const kept = this.#columns?.[this.#stages.length];
    if (this.#from < 0) {
      const { out } = this.#frame.weight;
      if (kept) for (let i = 0; i < n; i++) kept[rows[i]!] = out[i]!;
      return out;
    }
    for (let i = 0; i < n; i++) this.#weights[i] = kept![rows[i]!]!;
    return this.#weights;
  }

  /** A model's residuals of the first n of `rows`. */
  fill(model: number, rows: Uint32Array, n: number, residual: Float64Array): void {
    const stage = this.#stages[model]!;
    const kept = this.#columns?.[model];
    if (this.#from < 0) {
      for (let i = 0; i < n; i++) residual[i] = this.#fromTarget(this.#outcome[rows[i]!]!);
      this.#residuals.afterBase(stage, residual, n);
    } else for (let i = 0; i < n; i++) residual[i] = kept![rows[i]!]!;
    for (let g = Math.max(0, this.#from); g < this.#group; g++)
      this.#residuals.afterGroup(g, stage, residual, n);
    if (kept) for (let i = 0; i < n; i++) kept[rows[i]!] = residual[i]!;
  }
}
