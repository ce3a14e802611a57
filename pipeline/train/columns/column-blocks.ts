import { BLOCK_ROWS, type NumberNode } from '../../features/node.ts';
import { rawSource } from '../../features/sources.ts';
import type { BoundEncoding } from '../../model/bound-encoding.ts';
import type { RecipeFrame, ScaleStage } from '../../model/recipe-frame.ts';
import { scales } from '../../model/scales.ts';
import type { Column } from '../../wasm/loop.ts';
import { residualOf } from '../encodings/residuals.ts';
import { type FoldPlan, forEachBlock, learntClasses } from '../fold-blocks.ts';
import type { RoundMemory, Shard } from '../round.ts';
import { areaBytes, BlockArea, type BlockPlan } from './block-area.ts';
import type { ColumnBlock } from './column-block.ts';
import { RootColumns } from './root-columns.ts';

/**
 * The columns of shards, block by block: derived from the rows by the first pass that sees a shard, and kept for the next
 * as far as there is room. Where they are not, they are derived again, by the same steps to the same bits.
 */
export class ColumnBlocks {
  readonly keys: RootColumns;
  readonly slopes: readonly NumberNode[];
  /** Holds the columns of the block that is visited. */
  readonly area: BlockArea;
  readonly #frame: RecipeFrame;
  readonly #folds: FoldPlan;
  readonly #learnt: ReadonlySet<number>;
  readonly #memory: RoundMemory | undefined;
  readonly #plan: BlockPlan;
  readonly #columns: () => Column[];
  #fill: ((n: number) => void) | undefined;

  constructor(
    frame: RecipeFrame,
    stages: readonly ScaleStage[],
    target: string,
    folds: FoldPlan,
    memory: RoundMemory | undefined,
  ) {
    this.keys = new RootColumns([...new Set(frame.encodings.flatMap((encoding) => encoding.parts))]);
    this.slopes = slopesOf(frame.encodings);
    this.#frame = frame;
    this.#folds = folds;
    this.#learnt = new Set(learntClasses(folds));
    this.#memory = memory;
    this.#plan = { sizes: this.keys.sizes, slopes: this.slopes.length, models: stages.length };
    this.area = new BlockArea(frame.frame.program.memory.arena, this.#plan);
    this.#columns = () => this.#columnsOf(stages, target);
  }

  /** Visits the blocks that a pass kept of a shard, unless none did or their residuals stand after `group`; says whether. */
  recall(index: number, group: number, visit: (block: ColumnBlock) => void): boolean {
    const known = this.#memory?.recall(index);
    if (!known?.every((block) => block.group <= group)) return false;
    for (const block of known) {
      this.area.load(block.bytes!);
      visit(block);
    }
    return true;
  }

  /** Visits the blocks of a shard whose rows some model learns from, before any group is taken away. */
  derive(shard: Shard, index: number, visit: (block: ColumnBlock) => void): void {
    const most = Math.ceil(shard.rows / BLOCK_ROWS) + this.#learnt.size;
    const bytes = areaBytes(this.#plan);
    const kept = this.#memory?.keep(index, most * bytes);
    const room = kept && new Uint8Array(most * bytes);
    // Not before it is needed: most passes find all blocks kept.
    this.#fill ??= this.#frame.frame.program.compile(this.#columns());
    forEachBlock(
      shard,
      this.#folds,
      (cls, rows, n) => {
        this.#frame.frame.load(shard, rows, n);
        this.#fill!(n);
        const start = (kept?.length ?? 0) * bytes;
        const block = { cls, rows: n, group: 0, bytes: room?.subarray(start, start + bytes) };
        if (block.bytes) this.area.save(block.bytes);
        kept?.push(block);
        visit(block);
      },
      (cls) => this.#learnt.has(cls),
    );
  }

  /** How the columns of the area come from the rows. */
  #columnsOf(stages: readonly ScaleStage[], target: string): Column[] {
    const { codes, slopes, weight, residuals } = this.area;
    const { frame, recipe, weight: rowWeight } = this.#frame;
    const outcome = scales[recipe.scale].fromTarget(rawSource(frame.program, target));
    return [
      ...this.keys.codes.map((code, c) => codes[c]!.write(code)),
      ...this.slopes.map(({ value }, s) => slopes[s]!.write(value)),
      weight.write(rowWeight.value),
      ...this.#frame
        .baseOf(stages)
        .map(({ value }, m) => residuals[m]!.write(residualOf(outcome, value, recipe.encodings[0]?.clip))),
    ];
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
