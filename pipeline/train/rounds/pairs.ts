import type { FeatureState } from '../../features/feature-state.ts';
import { type FeatureContract, Frame } from '../../features/frame.ts';
import { BLOCK_ROWS } from '../../features/node.ts';
import { forEachRowBlock } from '../../ingest/row-blocks.ts';
import { toTicks } from '../../stats/exact-sum.ts';
import type { Round } from '../round.ts';

export interface PairsState {
  readonly contract: FeatureContract;
  readonly features: FeatureState;
}

/** Rows and summed measurement (in ticks of 2⁻²⁴) of every pair of places; two numbers a pair, from-major. */
export type PairTable = Float64Array;

export const PAIR_TICKS = 2 ** 24;

/** Counts the pairs of places and adds up what was measured between them, where the measurement can be believed. */
export const pairsRound: Round<PairsState, PairTable> = {
  start: ({ contract, features }) => {
    const spec = contract.features.geometry!;
    const frame = new Frame(contract, features);
    const [from, to] = [frame.key(spec.between[0]), frame.key(spec.between[1])];
    const [origin, destination] = [from.out, to.out];
    const measured = frame.number(spec.measured).out;
    const wrong = frame.number(spec.unless).out;
    const table = new Float64Array(from.size * to.size * 2);
    return {
      add: (shard) => {
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          frame.load(shard, rows, n);
          for (let i = 0; i < n; i++) {
            if (wrong[i] === 1 || origin[i]! < 0 || destination[i]! < 0) continue;
            const cell = 2 * (origin[i]! * to.size + destination[i]!);
            table[cell]!++;
            table[cell + 1]! += toTicks(measured[i]!, PAIR_TICKS);
          }
        });
      },
      finish: () => table,
    };
  },
  merge: (tables) => tables.reduce((sum, table) => sum.map((x, i) => x + table[i]!)),
};
