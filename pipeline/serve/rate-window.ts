/** Requests that each client made in the present window. Holds nothing of a client beyond its window. */
export class RateWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #counts = new Map<string, number>();
  #ends = 0;

  /** @param limit requests that a client may make in a window; 0 for any number */
  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts a request; 0 where it may pass, else milliseconds until it may. */
  take(client: string, nowMs: number): number {
    if (this.#limit === 0) return 0;
    if (nowMs >= this.#ends) {
      this.#counts.clear();
      this.#ends = nowMs + this.#windowMs;
    }
    const count = (this.#counts.get(client) ?? 0) + 1;
    this.#counts.set(client, count);
    return count <= this.#limit ? 0 : this.#ends - nowMs;
  }
}
