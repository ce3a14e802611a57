import type { Block } from '../pipeline/ingest/block.ts';
import type { ScoringWarning } from '../pipeline/predict/scoring-warning.ts';
import type { Fault } from '../pipeline/serve/fault.ts';
import type { RideBatcher } from '../pipeline/serve/ride-batcher.ts';

/** Takes the score of one ride; called in the same turn of the event loop, or at the end of it. */
export interface ScoreTaker {
  readonly take: (prediction: number, warnings: readonly ScoringWarning[]) => void;
  /** Told in its place when scoring fails: one ride must not keep the others from their answers. */
  readonly fail: (error: unknown) => void;
}

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
  add(ride: unknown, taker: ScoreTaker): readonly Fault[] | undefined {
    const batcher = this.#batcher;
    if (batcher.length === batcher.capacity) this.flush();
    const faults = batcher.add(ride);
    if (faults) return faults;
    if (batcher.length === 1) setImmediate(this.#flush);
    this.#takers[batcher.length - 1] = taker;
    return undefined;
  }

  /** Scores what is queued. */
  flush(): void {
    const n = this.#batcher.length;
    if (n === 0) return;
    let predictions: Float64Array;
    try {
      predictions = this.#batcher.score();
    } catch (error) {
      this.#batcher.length = 0;
      for (let row = 0; row < n; row++) this.#takers[row]!.fail(error);
      return;
    }
    for (let row = 0; row < n; row++) {
      const taker = this.#takers[row]!;
      try {
        taker.take(predictions[row]!, this.#batcher.warningsOf(row));
      } catch (error) {
        taker.fail(error);
      }
    }
  }
}
