import { type BoundEncoding, chainsOf } from '../../model/bound-encoding.ts';
import type { RecipeFrame } from '../../model/recipe-frame.ts';
import { jointParts, jointSize } from '../columns/joint-key.ts';

/** A run of encodings of one chain that a single pass can fit, by position in the recipe. */
export interface ChainStep {
  readonly chain: string;
  readonly encodings: readonly number[];
}

/** One pass: the next steps of every chain of a group. */
export interface EncodingStep {
  readonly group: string;
  readonly chains: readonly ChainStep[];
}

/** Cells that a chain may need in one pass; bounds the memory of a round, whatever the number of rows. */
export const MAX_CELLS = 2 ** 19;

/**
 * Cuts the recipe's encodings into passes. Encodings of a chain depend on each other, yet a whole run of them can be fitted
 * from one table over their joint keys: exactly as one after another, as long as that table stays small.
 */
export function planSteps(frame: RecipeFrame, maxCells = MAX_CELLS): EncodingStep[] {
  const steps: EncodingStep[] = [];
  for (const spec of frame.recipe.encodings) {
    const { group } = spec;
    const cut = chainsOf(spec).map(([chain]) => ({
      chain,
      runs: cutChain(frame.encodings, group, chain, maxCells),
    }));
    const passes = Math.max(...cut.map(({ runs }) => runs.length));
    for (let pass = 0; pass < passes; pass++) {
      const active = cut.filter(({ runs }) => pass < runs.length);
      steps.push({ group, chains: active.map(({ chain, runs }) => ({ chain, encodings: runs[pass]! })) });
    }
  }
  return steps;
}

function cutChain(all: readonly BoundEncoding[], group: string, chain: string, maxCells: number): number[][] {
  const runs: number[][] = [];
  for (const [e, encoding] of all.entries()) {
    if (encoding.group !== group || encoding.chain !== chain) continue;
    const run = runs.at(-1);
    if (run && cellsOf([...run.map((i) => all[i]!), encoding]) <= maxCells) run.push(e);
    else runs.push([e]);
  }
  return runs;
}

/** Cells that a run of encodings can have. */
const cellsOf = (run: readonly BoundEncoding[]) => jointSize(jointParts(run));
