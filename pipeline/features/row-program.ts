import type { Block } from '../ingest/block.ts';
import { Arena, type Data } from '../wasm/arena.ts';
import { i32 } from '../wasm/i32.ts';
import { instantiate } from '../wasm/instantiate.ts';
import { loopModule, orAsk, position, type Step } from '../wasm/loop.ts';
import { placement } from '../wasm/placement.ts';
import { entry } from '../wasm/table.ts';
import type { I32, Placement } from '../wasm/value.ts';
import { BLOCK_ROWS } from './node.ts';

/** Data that lies elsewhere from time to time; `slot` is the word of memory that tells its address. */
interface Moving {
  readonly slot: Int32Array;
  readonly read: (block: Block) => Data;
  block?: Block;
  at: number;
  bytes: number;
}

/** What the columns of a frame are computed from: a block's own columns and tables, copied into one memory. */
export class RowProgram {
  readonly #rows = new Int32Array(BLOCK_ROWS);
  readonly #inputs = new Map<string, Moving>();
  readonly #choices: { readonly slot: Int32Array; readonly choose: () => Float64Array }[] = [];
  readonly #answers: ((code: number, row: number) => number)[] = [];
  #memory: { arena: Arena; place: Placement } | undefined;
  #count = 0;
  #loads = 0;

  /** Position of a row in its block. */
  readonly row: I32 = entry(this.#rows, position);

  /** The memory; made when it is first needed, since many frames only tell whether expressions are right. */
  get memory(): { arena: Arena; place: Placement } {
    if (!this.#memory) {
      const arena = new Arena();
      this.#memory = { arena, place: placement(arena) };
    }
    return this.#memory;
  }

  /** Rows loaded last. */
  get count(): number {
    return this.#count;
  }

  /** How often rows were loaded. */
  get loads(): number {
    return this.#loads;
  }

  /** Address of data that is read from each block once. */
  input(name: string, read: (block: Block) => Data): I32 {
    const known = this.#inputs.get(name) ?? { slot: new Int32Array(1), read, at: 0, bytes: -1 };
    this.#inputs.set(name, known);
    return entry(known.slot, i32.constant(0));
  }

  /** Address of the one of several tables that `choose` gives whenever rows are loaded. Each is copied once. */
  choice(choose: () => Float64Array): I32 {
    const slot = new Int32Array(1);
    this.#choices.push({ slot, choose });
    return entry(slot, i32.constant(0));
  }

  /** A value, or where that is 0, the answer for a code and the row's position among those loaded. */
  orElse(known: I32, code: I32, answer: (code: number, row: number) => number): I32 {
    return orAsk(known, this.#answers.push(answer) - 1, code);
  }

  /** A loop over the first n rows of the memory. */
  compile(steps: readonly Step[]): (n: number) => void {
    const { arena, place } = this.memory;
    return instantiate(loopModule(steps, place), arena, (code, row, question) =>
      this.#answers[question]!(code, row),
    );
  }

  /** Brings the first n of `rows`, positions in a block, into the memory. */
  load(block: Block, rows: Uint32Array, n: number): void {
    const { arena, place } = this.memory;
    for (const input of this.#inputs.values()) if (input.block !== block) this.#bind(input, block);
    for (const { slot, choose } of this.#choices) arena.writeWord(place(slot), place(choose()));
    arena.write(place(this.#rows), n === rows.length ? rows : rows.subarray(0, n));
    this.#count = n;
    this.#loads++;
  }

  #bind(input: Moving, block: Block): void {
    const { arena, place } = this.memory;
    const data = input.read(block);
    if (data.byteLength > input.bytes) {
      // By powers of two: a block that is a little larger than the last finds room.
      input.bytes = 2 ** (32 - Math.clz32(data.byteLength));
      input.at = arena.allocate(input.bytes);
      arena.writeWord(place(input.slot), input.at);
    }
    arena.write(input.at, data);
    input.block = block;
  }
}
