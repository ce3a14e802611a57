import type { RowProgram } from '../../features/row-program.ts';
import { f64 } from '../../wasm/f64.ts';
import type { F64 } from '../../wasm/value.ts';
import type { BlockArea } from '../columns/block-area.ts';
import type { ColumnBlock } from '../columns/column-block.ts';
import { type FoldPlan, sees } from '../fold-blocks.ts';
import type { EffectOnRows } from './chain-effect.ts';

const ZERO = f64.constant(0);

/** What is left of an outcome, bounded on both sides; without bounds where they are left out. */
export const residualOf = (outcome: F64, explained: F64, clip = Number.POSITIVE_INFINITY): F64 =>
  f64.min(f64.constant(clip), f64.max(f64.constant(-clip), f64.sub(outcome, explained)));

/** What some effects say together about a row. */
export const explainedBy = (effects: readonly EffectOnRows[], model: number): F64 =>
  effects.reduce((sum, effect) => effect.addTo(sum, model), ZERO);

/** The unexplained part of outcomes, on the recipe's scale, as groups are taken away. */
export class Residuals {
  readonly #program: RowProgram;
  readonly #area: BlockArea;
  readonly #clips: readonly (number | undefined)[];
  readonly #effectsOf: (group: number) => readonly EffectOnRows[];
  readonly #folds: FoldPlan;
  readonly #effects = new Map<number, readonly EffectOnRows[]>();
  readonly #loops = new Map<string, (n: number) => void>();

  /**
   * @param clips bounds on the residuals that each group sees
   * @param effectsOf all of a group that has been fitted; asked for when the first block needs it
   */
  constructor(
    program: RowProgram,
    area: BlockArea,
    clips: readonly (number | undefined)[],
    effectsOf: (group: number) => readonly EffectOnRows[],
    folds: FoldPlan,
  ) {
    this.#program = program;
    this.#area = area;
    this.#clips = clips;
    this.#effectsOf = effectsOf;
    this.#folds = folds;
  }

  /** Takes away from the residuals in the area, which are a block's, what groups explain, up to those that group `to` sees. */
  settle(block: ColumnBlock, to: number): void {
    if (block.group === to) return;
    for (; block.group < to; block.group++) this.#loopOf(block.group, block.cls)(block.rows);
    if (block.bytes) this.#area.saveResiduals(block.bytes);
  }

  #loopOf(group: number, cls: number): (n: number) => void {
    const name = `${group} ${cls}`;
    const loop = this.#loops.get(name) ?? this.#compile(group, cls);
    this.#loops.set(name, loop);
    return loop;
  }

  #compile(group: number, cls: number): (n: number) => void {
    const effects = this.#effects.get(group) ?? this.#effectsOf(group);
    this.#effects.set(group, effects);
    const clip = this.#clips[group + 1];
    return this.#program.compile(
      [...this.#area.residuals.entries()]
        .filter(([model]) => sees(model, cls, this.#folds))
        .map(([model, { value, write }]) => write(residualOf(value, explainedBy(effects, model), clip))),
    );
  }
}
