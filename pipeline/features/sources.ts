import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import { type F64, type I32, select } from '../wasm/value.ts';
import type { RowProgram } from './row-program.ts';

const ZERO = f64.constant(0);

/** A number or timestamp of the rows themselves; NaN where null. */
export function rawSource(program: RowProgram, column: string): F64 {
  const address = program.input(`numbers ${column}`, ({ numbers }) => numbers[column]!);
  return f64.load(i32.add(address, i32.shiftLeft(program.row, i32.constant(3))));
}

/** A number; null and infinite values count as 0 (`is_null` and `outside` tell them apart). */
export function numberSource(program: RowProgram, column: string): F64 {
  const x = rawSource(program, column);
  // An infinite number less itself is no number.
  return select(x, ZERO, f64.equal(f64.sub(x, x), ZERO));
}

/** 1 where a column of numbers or timestamps holds nothing. */
export function nullNumber(program: RowProgram, column: string): F64 {
  const x = rawSource(program, column);
  return f64.of(f64.differ(x, x));
}

/** 1 where a category column holds nothing. */
export function nullCategory(program: RowProgram, column: string): F64 {
  const nullCode = program.input(`null of ${column}`, ({ labels }) =>
    Int32Array.of(labels[column]!.indexOf('')),
  );
  return f64.of(i32.equal(codeOf(program, column), i32.load(nullCode)));
}

/** A category as a code of the training's categories; -1 where it was never seen there. */
export function categorySource(program: RowProgram, column: string, categories: readonly string[]): I32 {
  const code = new Map(categories.map((label, c) => [label, c]));
  let [labelled, map]: [readonly string[], Int32Array] = [[], new Int32Array(0)];
  const address = program.input(`categories of ${column}`, ({ labels }) => {
    const found = labels[column]!;
    if (found !== labelled) map = Int32Array.from(found, (label) => code.get(label) ?? -1);
    labelled = found;
    return map;
  });
  return i32.load(i32.add(address, i32.shiftLeft(codeOf(program, column), i32.constant(2))));
}

/** A category as a code of the block's own labels. */
function codeOf(program: RowProgram, column: string): I32 {
  const address = program.input(`codes ${column}`, ({ codes }) => codes[column]!);
  return i32.load16(i32.add(address, i32.shiftLeft(program.row, i32.constant(1))));
}
