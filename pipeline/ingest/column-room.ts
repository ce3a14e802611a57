/**
 * Memory for one column of a batch, used again for the next. An array of a batch's size is large enough for the system to
 * map and clear it anew each time, which takes longer than to fill it.
 */
export class ColumnRoom {
  #floats = new Float64Array(0);
  #words = new Uint32Array(0);
  #codes = new Uint16Array(0);

  /** Room for so many numbers; what it holds is left from before. */
  floats(length: number): Float64Array {
    if (this.#floats.length < length) this.#floats = new Float64Array(length);
    return this.#floats.length === length ? this.#floats : this.#floats.subarray(0, length);
  }

  words(length: number): Uint32Array {
    if (this.#words.length < length) this.#words = new Uint32Array(length);
    return this.#words.length === length ? this.#words : this.#words.subarray(0, length);
  }

  codes(length: number): Uint16Array {
    if (this.#codes.length < length) this.#codes = new Uint16Array(length);
    return this.#codes.length === length ? this.#codes : this.#codes.subarray(0, length);
  }
}
