import type { Block } from '../pipeline/ingest/block.ts';
import type { ScoringWarning } from '../pipeline/predict/scoring-warning.ts';
import type { Fault } from '../pipeline/serve/fault.ts';
import type { RideBatcher } from '../pipeline/serve/ride-batcher.ts';

/** Takes the score of one ride; called in the same turn of the event loop, or at the end of it. */
export type ScoreTaker = (prediction: number, warnings: readonly ScoringWarning[]) => void;

/** Rides that arrive in one turn of the event loop, scored together at its end. */
export class RideQueue {
  readonly #batcher: RideBatcher;
  readonly #takers: ScoreTaker[] = [];
  readonly #flush = () => this.flush();

  constructor(batcher: RideBatcher) {
    this.#batcher = batcher;
  }

  /** The rides that wait are its first `length` rows. */
  get block(): Block {
    return this.#batcher.block;
  }

  get length(): number {
    return this.#batcher.length;
  }

  /** Queues a ride; one that cannot be read is not queued, and every fault of it is given. */
  add(ride: unknown, take: ScoreTaker): readonly Fault[] | undefined {
    const batcher = this.#batcher;
    if (batcher.length === batcher.capacity) this.flush();
    const faults = batcher.add(ride);
    if (faults) return faults;
    if (batcher.length === 1) setImmediate(this.#flush);
    this.#takers[batcher.length - 1] = take;
    return undefined;
  }

  /** Scores what is queued. */
  flush(): void {
    const n = this.#batcher.length;
    if (n === 0) return;
    const predictions = this.#batcher.score();
    for (let row = 0; row < n; row++) this.#takers[row]!(predictions[row]!, this.#batcher.warningsOf(row));
  }
}
