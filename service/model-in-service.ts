import { type Lineup, type LineupSource, lineupStamp, readLineup } from './lineup.ts';

/** What is told of a reload; of the same again, nothing. */
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
  /** What was broken when it was read last; files of a version may come after its line in the registry. */
  #fault: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Throws a RatchetError where there is nothing to serve. */
  constructor(source: LineupSource, listener: ReloadListener) {
    this.source = source;
    this.#listener = listener;
    this.#stamp = lineupStamp(source);
    this.#lineup = readLineup(source);
    this.#fault = textOf(this.#lineup.trialFault);
    listener.switched(this.#lineup);
  }

  get lineup(): Lineup {
    return this.#lineup;
  }

  /** Whether the registry or the rollout asks for what cannot be served. */
  get isBroken(): boolean {
    return this.#fault !== undefined;
  }

  /** Reads registry and rollout again; on any failure the present line-up stays. Gives whether they are whole. */
  reload(): boolean {
    try {
      // Before reading: what changes while it is read is read again.
      this.#stamp = lineupStamp(this.source);
      const next = readLineup(this.source, this.#lineup);
      const isNew = identityOf(next) !== identityOf(this.#lineup);
      this.#fault = textOf(next.trialFault);
      if (isNew) {
        // One assignment: a request sees the line-up of before or the one of after.
        this.#lineup = next;
        this.#listener.switched(next);
      }
      return true;
    } catch (error) {
      const fault = textOf(error);
      if (fault !== this.#fault) this.#listener.kept(error);
      this.#fault = fault;
      return false;
    }
  }

  /** Looks at the registry from time to time; what is broken is tried again until it is whole. */
  follow(everyMs: number): void {
    this.#timer = setInterval(() => {
      if (this.#fault !== undefined || lineupStamp(this.source) !== this.#stamp) this.reload();
    }, everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** What makes a line-up another one. */
function identityOf({ champion, trial, trialFault }: Lineup): string {
  const digestOf = (player: typeof champion | undefined) => player?.served.published.digest;
  return JSON.stringify([
    digestOf(champion),
    digestOf(trial?.challenger),
    trial?.rollout,
    textOf(trialFault),
  ]);
}

const textOf = (error: unknown) => (error === undefined ? undefined : String(error));
