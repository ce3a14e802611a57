import { RatchetError } from '../errors.ts';
import { createRandom, randomInt } from './random.ts';

/** Errors of two models on the same rows of one block, such as a day. */
export interface PairedBlock {
  /** Rows of the block. */
  readonly count: number;
  /** Sum over the rows of the squared error, in squared units of the target. */
  readonly candidateSse: number;
  readonly championSse: number;
}

export interface PairedBootstrapOptions {
  readonly seed: number;
  /** Resamples to draw; 2,000 unless given. */
  readonly resamples?: number;
}

/** How far the difference of RMSE may lie from what was observed. Ask `percentileInterval` for the bounds. */
export interface PairedBootstrap {
  /** RMSE of the candidate less RMSE of the champion over all rows, in units of the target; NaN without rows. */
  readonly difference: number;
  /** Standard deviation of the difference over the resamples; Infinity with fewer than two blocks. */
  readonly standardError: number;
  /** Blocks with rows. */
  readonly blocks: number;
  readonly resamples: number;
  /** The difference of each resample, ascending; empty with fewer than two blocks. */
  readonly sortedDifferences: Float64Array;
}

/**
 * Paired block bootstrap of the difference of RMSE, candidate less champion. Whole blocks are drawn with
 * replacement, because errors of one day depend on each other, and both models are judged on the same draw, so that
 * what is hard about a day cancels out. Below a dozen blocks the spread is understated.
 *
 * Blocks of no rows are left out. With fewer than two others there is nothing to resample, and every interval is
 * infinite. Throws a RatchetError 'numeric' if a count is not a whole number, a sum of squares is negative or not
 * finite, or a block of no rows has errors; 'internal' if `resamples` is not a whole number of at least 2.
 *
 * Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13.
 */
export function pairedBootstrap(
  blocks: readonly PairedBlock[],
  { seed, resamples = 2000 }: PairedBootstrapOptions,
): PairedBootstrap {
  if (!(Number.isInteger(resamples) && resamples >= 2)) {
    throw new RatchetError('internal', `A bootstrap needs at least 2 resamples, not ${resamples}.`);
  }
  blocks.forEach(checkBlock);
  const filled = blocks.filter(({ count }) => count > 0);
  const difference = differenceOfRmse(filled);
  if (filled.length < 2) {
    return {
      difference,
      standardError: Number.POSITIVE_INFINITY,
      blocks: filled.length,
      resamples,
      sortedDifferences: new Float64Array(0),
    };
  }
  const draws = drawsOf(seed, resamples, filled.length);
  const differences = new Float64Array(resamples);
  const draw = filled.slice();
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < draw.length; i++) draw[i] = filled[draws[resample * draw.length + i]!]!;
    differences[resample] = differenceOfRmse(draw);
  }
  const standardError = standardDeviation(differences);
  return {
    difference,
    standardError,
    blocks: filled.length,
    resamples,
    sortedDifferences: differences.sort(),
  };
}

let lastDraws = { name: '', draws: new Uint32Array(0) };

/** Positions of blocks, resample after resample. Kept until others are asked for: slices of the same days share theirs. */
function drawsOf(seed: number, resamples: number, blocks: number): Uint32Array {
  const name = [seed, resamples, blocks].join(' ');
  if (lastDraws.name !== name) {
    const random = createRandom(seed);
    lastDraws = {
      name,
      draws: Uint32Array.from({ length: resamples * blocks }, () => randomInt(random, blocks)),
    };
  }
  return lastDraws.draws;
}

function differenceOfRmse(blocks: readonly PairedBlock[]): number {
  let count = 0;
  let candidateSse = 0;
  let championSse = 0;
  for (const block of blocks) {
    count += block.count;
    candidateSse += block.candidateSse;
    championSse += block.championSse;
  }
  return Math.sqrt(candidateSse / count) - Math.sqrt(championSse / count);
}

function standardDeviation(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return Math.sqrt(squares / (values.length - 1));
}

function checkBlock({ count, candidateSse, championSse }: PairedBlock, index: number): void {
  const isSum = (sse: number) => sse >= 0 && sse < Number.POSITIVE_INFINITY && (count > 0 || sse === 0);
  if (Number.isSafeInteger(count) && count >= 0 && isSum(candidateSse) && isSum(championSse)) return;
  throw new RatchetError(
    'numeric',
    `Block ${index} cannot be resampled: count ${count}, candidate SSE ${candidateSse}, champion SSE ${championSse}.`,
    { hint: 'Look for predictions that are NaN or infinite.' },
  );
}
