import { setImmediate } from 'node:timers/promises';

/**
 * What went wrong while rows were made. The encoder panics when its input fails, so it never hears of it: its input stops
 * coming, and whoever waits for its output is told instead.
 */
export class StreamFailure {
  #tell: (cause: unknown) => void = () => {};
  readonly #told = new Promise<never>((_, reject) => {
    this.#tell = reject;
  });

  constructor() {
    // It is met by the next step, which may come later.
    this.#told.catch(() => {});
  }

  async *guard<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* items;
    } catch (cause) {
      this.#tell(cause);
      await new Promise(() => {});
    }
  }

  async race<T>(step: Promise<T>): Promise<T> {
    try {
      return await Promise.race([step, this.#told]);
    } catch (error) {
      // A panic while rows are read is told to this side too, and earlier: the reader's own account comes before it.
      await Promise.race([this.#told, setImmediate()]);
      throw error;
    }
  }
}
