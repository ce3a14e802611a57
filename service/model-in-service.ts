import { type Lineup, type LineupSource, lineupStamp, readLineup } from './lineup.ts';

/** What is told of a reload. */
export interface ReloadListener {
  readonly switched: (lineup: Lineup) => void;
  readonly kept: (error: unknown) => void;
}

/** The line-up in service, and how it follows the registry. */
export class ModelInService {
  readonly source: LineupSource;
  readonly #listener: ReloadListener;
  #lineup: Lineup;
  #stamp: string;
  #timer: NodeJS.Timeout | undefined;

  /** Throws a RatchetError where there is nothing to serve. */
  constructor(source: LineupSource, listener: ReloadListener) {
    this.source = source;
    this.#listener = listener;
    this.#stamp = lineupStamp(source);
    this.#lineup = readLineup(source);
    listener.switched(this.#lineup);
  }

  get lineup(): Lineup {
    return this.#lineup;
  }

  /** Reads registry and rollout again; on any failure the present line-up stays. Gives whether it was read. */
  reload(): boolean {
    try {
      // Before reading: what changes while it is read is read again.
      this.#stamp = lineupStamp(this.source);
      const next = readLineup(this.source, this.#lineup);
      // One assignment: a request sees the line-up of before or the one of after.
      this.#lineup = next;
      this.#listener.switched(next);
      return true;
    } catch (error) {
      this.#listener.kept(error);
      return false;
    }
  }

  /** Looks at the registry from time to time; what could not be read is tried again when it changes. */
  follow(everyMs: number): void {
    this.#timer = setInterval(() => {
      if (lineupStamp(this.source) !== this.#stamp) this.reload();
    }, everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
