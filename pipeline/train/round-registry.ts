import { scoreRound } from '../evaluate/score-round.ts';
import { squaredErrorRound } from '../evaluate/squared-error-round.ts';
import type { Round } from './round.ts';
import { baseRound } from './rounds/base.ts';
import { cellsRound } from './rounds/cells.ts';
import { finalRound } from './rounds/final.ts';
import { pairsRound } from './rounds/pairs.ts';

/** Rounds by name, so that a worker or another machine can be told which to run. */
export const rounds = {
  pairs: pairsRound,
  base: baseRound,
  cells: cellsRound,
  final: finalRound,
  score: scoreRound,
  'squared-error': squaredErrorRound,
} as const;

export type RoundName = keyof typeof rounds;
export type StateOf<N extends RoundName> =
  (typeof rounds)[N] extends Round<infer State, infer _> ? State : never;
/** Runs a named round over a set of shards, wherever they are, and gives the merged statistic. */
export type RunRound = <N extends RoundName>(name: N, state: StateOf<N>) => Promise<StatisticOf<N>>;
export type StatisticOf<N extends RoundName> =
  (typeof rounds)[N] extends Round<infer _, infer Statistic> ? Statistic : never;
