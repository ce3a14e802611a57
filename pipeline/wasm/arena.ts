import { RatchetError } from '../errors.ts';
import { type Memory, WebAssembly } from './web-assembly.ts';

const PAGE = 65_536;
const ALIGN = 8;
/** What an address of 32 bits can reach. */
const MAX_BYTES = 65_536 * PAGE;

export type Data = Float64Array | Int32Array | Uint32Array | Uint16Array;

/** A WebAssembly memory from which areas are handed out, to be taken back only all at once. */
export class Arena {
  readonly memory: Memory = new WebAssembly.Memory({ initial: 1 });
  #end = 0;
  #f64 = new Float64Array(this.memory.buffer);
  #i32 = new Int32Array(this.memory.buffer);
  #u32 = new Uint32Array(this.memory.buffer);
  #u16 = new Uint16Array(this.memory.buffer);

  /** Address of a new area; a multiple of 8. It holds zeros, unless areas were taken back before. */
  allocate(bytes: number): number {
    const at = this.#end;
    this.#end = at + Math.ceil(bytes / ALIGN) * ALIGN;
    const { byteLength } = this.memory.buffer;
    if (this.#end > byteLength) {
      const missing = this.#end - byteLength;
      if (this.#end > MAX_BYTES) throw tooLarge();
      // By half as much again, where there is room: growing costs new views each time.
      const more = Math.min(Math.max(missing, byteLength / 2), MAX_BYTES - byteLength);
      this.memory.grow(Math.ceil(more / PAGE));
      const { buffer } = this.memory;
      this.#f64 = new Float64Array(buffer);
      this.#i32 = new Int32Array(buffer);
      this.#u32 = new Uint32Array(buffer);
      this.#u16 = new Uint16Array(buffer);
    }
    return at;
  }

  /** Takes all areas back; whoever knows an address must not use it any more. */
  clear(): void {
    this.#end = 0;
  }

  /** Address of a copy of some data. */
  place(data: Data): number {
    const at = this.allocate(data.byteLength);
    this.write(at, data);
    return at;
  }

  write(at: number, data: Data): void {
    if (data instanceof Float64Array) this.#f64.set(data, at / 8);
    else if (data instanceof Uint16Array) this.#u16.set(data, at / 2);
    else if (data instanceof Uint32Array) this.#u32.set(data, at / 4);
    else this.#i32.set(data, at / 4);
  }

  writeWord(at: number, value: number): void {
    this.#i32[at / 4] = value;
  }

  /** Views of n numbers, words, short words or bytes from an address on; good until the next area is handed out. */
  numbers(at = 0, n = this.#f64.length): Float64Array {
    return this.#f64.subarray(at / 8, at / 8 + n);
  }

  words(at: number, n: number): Int32Array {
    return this.#i32.subarray(at / 4, at / 4 + n);
  }

  shorts(at: number, n: number): Uint16Array {
    return this.#u16.subarray(at / 2, at / 2 + n);
  }

  bytes(at: number, n: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, n);
  }

  /** Fills the first n of `out` from an address on. */
  read(at: number, n: number, out: Float64Array | Int32Array): void {
    const isFloat = out instanceof Float64Array;
    const [all, first] = isFloat ? [this.#f64, at / 8] : [this.#i32, at / 4];
    // A view costs more than a few numbers do.
    if (n < 16) for (let i = 0; i < n; i++) out[i] = all[first + i]!;
    else out.set(all.subarray(first, first + n));
  }
}

const tooLarge = () =>
  new RatchetError('contract', 'the tables of a recipe need more than the 4 GB that a loop can reach', {
    hint: 'encode by fewer or coarser keys: cut, lookup, clusters of a geometry',
  });
