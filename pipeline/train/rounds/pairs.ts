import type { FeatureState } from '../../features/feature-state.ts';
import { type FeatureContract, Frame } from '../../features/frame.ts';
import { BLOCK_ROWS } from '../../features/node.ts';
import { forEachRowBlock } from '../../ingest/row-blocks.ts';
import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import { Sums } from '../../wasm/sums.ts';
import { ticksOf } from '../../wasm/ticks.ts';
import { select } from '../../wasm/value.ts';
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
    const pairs = from.size * to.size;
    // Behind all pairs lies one for rows that count for none.
    const table = new Sums(frame.program.memory.arena, 2 * (pairs + 1));
    const pair = i32.add(i32.mul(from.value, i32.constant(to.size)), to.value);
    const isUnknown = i32.less(i32.or(from.value, to.value), i32.constant(0));
    const isWrong = f64.equal(frame.number(spec.unless).value, f64.constant(1));
    const cell = select(i32.constant(pairs), pair, i32.or(isUnknown, isWrong));
    const measured = ticksOf(frame.number(spec.measured).value, PAIR_TICKS);
    const add = frame.program.compile(table.add([f64.constant(1), measured], i32.mul(cell, i32.constant(2))));
    return {
      add: (shard) => {
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          frame.load(shard, rows, n);
          add(n);
        });
      },
      finish: () => table.read().slice(0, 2 * pairs),
    };
  },
  merge: (tables) => tables.reduce((sum, table) => sum.map((x, i) => x + table[i]!)),
};
