import { signedLeb, unsignedLeb } from './leb128.ts';
import { ASK, moduleOf, STAND_IN, TYPE_BYTES } from './module.ts';
import type { F64, I32, Placement, Value } from './value.ts';

/** Instructions that store a value, with the power of two that their addresses are multiples of. */
const STORES = { f64: [0x39, 3], i32: [0x36, 2], i16: [0x3b, 1] } as const;
const [GET, TEE, I32_CONST] = [0x20, 0x22, 0x41];
const [LOAD_F64, ADD_F64] = [[0x2b, 3], 0xa0] as const;
/** The loop's own locals: how many rows there are, which is the parameter, and which row of the block it is at. */
const [COUNT, ROW] = [0, 1];

/** Which row of the block a loop is at. */
export const position: I32 = { type: 'i32', operands: [], code: () => [GET, ROW], isConstant: true };

/** A value, or where that is 0, what the module's host answers to a question about the row and its code. */
export const orAsk = (known: I32, question: number, code: I32): I32 => ({
  type: 'i32',
  operands: [known, code, known],
  code: () => [
    ...[0x45, 0x04, STAND_IN],
    // The known value is 0 here, so that the answer, or-ed with it, is the answer.
    ...[GET, ROW, I32_CONST, ...signedLeb(question), 0x10, ASK, 0x72],
    ...[0x05, 0x1a, 0x0b],
  ],
});

/** Where a value's column goes. */
export interface Column {
  readonly value: Value;
  /** Address of the first row. */
  readonly at: number;
  /** Of whole numbers that are stored in two bytes. */
  readonly isShort?: boolean;
  /** The next row lies 2 ** `shift` bytes further on; if left out, right behind. */
  readonly shift?: number;
}

/** A sum that a value is added to. */
export interface Addition {
  readonly value: F64;
  /** Address that the sum lies behind, by so many bytes. */
  readonly to: I32;
  readonly offset: number;
}

/** What a loop does with a value of every row. */
export type Step = Column | Addition;

/**
 * A module whose function `run(n)`, n > 0, takes some steps for each of n rows, in one loop. Values that several others
 * use are computed once a row and remembered in a local; conditions choose between values without a branch.
 *
 * @param given values to be taken from elsewhere than from their operands
 */
export function loopModule(
  steps: readonly Step[],
  place: Placement,
  given: ReadonlyMap<Value, Value> = new Map(),
): Uint8Array {
  const uses = countUses(steps, given);
  const locals: number[] = [TYPE_BYTES.i32];
  const known = new Map<Value, number>();
  const body: (readonly number[])[] = [];
  const write = (wanted: Value) => {
    const value = given.get(wanted) ?? wanted;
    const local = known.get(value);
    if (local !== undefined) {
      body.push([GET], unsignedLeb(local));
      return;
    }
    for (const operand of value.operands) write(operand);
    body.push(value.code(place));
    if (value.isConstant || uses.get(value)! < 2) return;
    locals.push(TYPE_BYTES[value.type]);
    known.set(value, locals.length);
    body.push([TEE], unsignedLeb(locals.length));
  };
  const store = ({ value, at, isShort, shift }: Column) => {
    const [instruction, align] = STORES[isShort ? 'i16' : value.type];
    body.push([GET, ROW, I32_CONST, shift ?? align, 0x74]);
    write(value);
    body.push([instruction, align], unsignedLeb(at));
  };
  const add = ({ value, to, offset }: Addition) => {
    const where = unsignedLeb(offset);
    write(to);
    write(to);
    body.push(LOAD_F64, where);
    write(value);
    body.push([ADD_F64], STORES.f64, where);
  };
  for (const step of steps) {
    if ('to' in step) add(step);
    else store(step);
  }
  const next = [GET, ROW, I32_CONST, 1, 0x6a, TEE, ROW, GET, COUNT, 0x48];
  return moduleOf([TYPE_BYTES.i32], locals, [[0x03, 0x40], body.flat(), next, [0x0d, 0, 0x0b]].flat());
}

function countUses(steps: readonly Step[], given: ReadonlyMap<Value, Value>): Map<Value, number> {
  const uses = new Map<Value, number>();
  const visit = (wanted: Value) => {
    const value = given.get(wanted) ?? wanted;
    const before = uses.get(value) ?? 0;
    uses.set(value, before + 1);
    if (before === 0) for (const operand of value.operands) visit(operand);
  };
  for (const step of steps) {
    if ('to' in step) {
      visit(step.to);
      visit(step.to);
    }
    visit(step.value);
  }
  return uses;
}
