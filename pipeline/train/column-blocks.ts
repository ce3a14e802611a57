import { BLOCK_ROWS, type NumberNode } from '../features/node.ts';
import type { BoundEncoding } from '../model/bound-encoding.ts';
import type { RecipeFrame, ScaleStage } from '../model/recipe-frame.ts';
import { scales } from '../model/scales.ts';
import { type ColumnBlock, type ColumnPlan, newColumnBlock, rowBytes } from './column-block.ts';
import { type FoldPlan, forEachBlock, learntClasses, sees } from './fold-blocks.ts';
import { RootColumns } from './root-columns.ts';
import type { RoundMemory, Shard } from './round.ts';

/**
 * The columns of shards, block by block: derived from the rows by the first pass that sees a shard, and kept for the next
 * as far as there is room. Where they are not, they are derived again, by the same steps to the same bits.
 */
export class ColumnBlocks {
  readonly keys: RootColumns;
  readonly slopes: readonly NumberNode[];
  readonly #frame: RecipeFrame;
  readonly #folds: FoldPlan;
  readonly #learnt: ReadonlySet<number>;
  readonly #memory: RoundMemory | undefined;
  readonly #plan: ColumnPlan;
  readonly #outcome = new Float64Array(BLOCK_ROWS);
  readonly #explained: readonly NumberNode[];

  constructor(
    frame: RecipeFrame,
    stages: readonly ScaleStage[],
    folds: FoldPlan,
    memory: RoundMemory | undefined,
  ) {
    const parts = frame.encodings.flatMap((encoding) => encoding.parts);
    this.keys = new RootColumns([...new Set(parts)]);
    this.slopes = slopesOf(frame.encodings);
    this.#frame = frame;
    this.#explained = frame.baseOf(stages);
    // Asked for before the first block, they are all computed in one loop.
    for (const { out } of [...this.keys.roots, ...this.slopes, frame.weight, ...this.#explained]) void out;
    this.#folds = folds;
    this.#learnt = new Set(learntClasses(folds));
    this.#memory = memory;
    this.#plan = { sizes: this.keys.sizes, slopes: this.slopes.length, models: stages.length };
  }

  /** Visits the blocks that a pass kept of a shard, unless none did or their residuals stand after `group`; says whether. */
  recall(index: number, group: number, visit: (block: ColumnBlock) => void): boolean {
    const known = this.#memory?.recall(index);
    if (!known?.every((block) => block.group <= group)) return false;
    for (const block of known) visit(block);
    return true;
  }

  /** Visits the blocks of a shard whose rows some model learns from, before any group is taken away. */
  derive(shard: Shard, index: number, target: string, visit: (block: ColumnBlock) => void): void {
    const kept = this.#memory?.keep(index, rowBytes(this.#plan) * shard.rows);
    const scratch = kept ? undefined : newColumnBlock(this.#plan, BLOCK_ROWS);
    forEachBlock(shard, this.#folds, (cls, rows, n) => {
      if (!this.#learnt.has(cls)) return;
      const block = scratch ?? newColumnBlock(this.#plan, n);
      this.#frame.frame.load(shard, rows, n);
      this.#derive(block, shard.numbers[target]!, cls, rows, n);
      kept?.push(block);
      visit(block);
    });
  }

  #derive(block: ColumnBlock, outcomes: Float64Array, cls: number, rows: Uint32Array, n: number): void {
    block.cls = cls;
    block.rows = n;
    block.group = 0;
    this.keys.fill(block.codes, n);
    for (const [s, { out }] of this.slopes.entries()) block.slopes[s]!.set(out.subarray(0, n));
    block.weight.set(this.#frame.weight.out.subarray(0, n));
    const { fromTarget } = scales[this.#frame.recipe.scale];
    const clip = this.#frame.recipe.encodings[0]?.clip ?? Number.POSITIVE_INFINITY;
    const outcome = this.#outcome;
    for (let i = 0; i < n; i++) outcome[i] = fromTarget(outcomes[rows[i]!]!);
    for (const [model, { out: explained }] of this.#explained.entries()) {
      if (!sees(model, cls, this.#folds)) continue;
      const residual = block.residuals[model]!;
      for (let i = 0; i < n; i++) residual[i] = Math.min(clip, Math.max(-clip, outcome[i]! - explained[i]!));
    }
  }
}

/** The distinct slope columns of some encodings, in order of appearance. */
const slopesOf = (encodings: readonly BoundEncoding[]): NumberNode[] => [
  ...new Set(encodings.flatMap(({ slope }) => (slope ? [slope] : []))),
];

/** What the encodings of a run multiply: undefined for 1, where one has no slope, then each distinct slope. */
export const basisOf = (encodings: readonly BoundEncoding[]): (NumberNode | undefined)[] => [
  ...(encodings.every(({ slope }) => slope) ? [] : [undefined]),
  ...slopesOf(encodings),
];
