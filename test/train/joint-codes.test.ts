import { describe, expect, test } from 'vitest';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import { RowProgram } from '../../pipeline/features/row-program.ts';
import { RecipeFrame } from '../../pipeline/model/recipe-frame.ts';
import { areaBytes, BlockArea } from '../../pipeline/train/columns/block-area.ts';
import { ColumnBlocks } from '../../pipeline/train/columns/column-blocks.ts';
import { JointCodes } from '../../pipeline/train/columns/joint-codes.ts';
import { jointParts, jointSize, partsOfCells } from '../../pipeline/train/columns/joint-key.ts';
import { f64 } from '../../pipeline/wasm/f64.ts';
import { i32 } from '../../pipeline/wasm/i32.ts';
import { makeRides, makeShards, REGIONS, RIDES, recipeOf, stateOf } from './synthetic.ts';

// Zone 9 has no region, and some rides begin nowhere.
const rides = makeRides(400).map((ride, i) => (i % 9 === 0 ? { ...ride, from: null } : ride));

/** The joint codes of the rides, all in one block, for the encodings by some keys; those that a loop finds, and all. */
function codesOf(...keys: string[][]) {
  const encodings = [{ group: 'g', chains: { c: keys.map((by) => ({ by, shrink: 1 })) } }];
  const recipe = recipeOf({ base: ['miles'], encodings, final: ['miles'] });
  const frame = new RecipeFrame(RIDES, stateOf(rides), recipe);
  const stages = [{ base: [0, 0], tables: [] }];
  const columns = new ColumnBlocks(frame, stages, 'minutes', { count: 2, judged: 0 }, undefined);
  const parts = jointParts(frame.encodings);
  const joint = new JointCodes(columns.keys, columns.area, parts);
  const { program } = frame.frame;
  const at = program.memory.arena.allocate(4 * rides.length);
  const find = program.compile([{ value: joint.value, at }]);
  const known = new Int32Array(rides.length);
  const [shard] = makeShards(rides, rides.length);
  columns.derive(shard!, 0, ({ rows }) => {
    find(rows);
    program.memory.arena.read(at, rows, known);
  });
  const all = Float64Array.from(known, (_, row) => joint.of(row));
  return { known, all, parts };
}

describe('the joint code of a row', () => {
  const { known, all, parts } = codesOf(['from', 'phone'], ['pair'], ['to_region', 'band'], ['hour']);
  const named = partsOfCells(parts, all).map((codes, p) =>
    Array.from(codes, (code) => (code < 0 ? undefined : parts[p]!.name(code))),
  );
  const partNames = parts.map(({ label }) => label.replace(/\(.*/, ''));

  test('tells the codes of all parts, also where some of them are unknown', () => {
    const column = (name: string) => named[partNames.indexOf(name)]!;
    expect(column('from')).toEqual(rides.map(({ from }) => from ?? undefined));
    expect(column('to')).toEqual(rides.map(({ to }) => to));
    expect(column('phone')).toEqual(rides.map(({ riders }) => (riders === null ? 'phone' : 'not phone')));
    const clock = (time: number) => new Date(time).toISOString().slice(11, 14);
    expect(column('hour').map((name) => name!.slice(0, 3))).toEqual(rides.map(({ time }) => clock(time)));
  });

  test('is found by a loop where all parts are known', () => {
    expect([...known]).toEqual(Array.from(all, (code) => (code < jointSize(parts) ? code : -1)));
  });

  test('lies below the number of cells if, and only if, all parts are known', () => {
    for (const [row, code] of all.entries()) expect(code < jointSize(parts)).toBe(rides[row]!.from !== null);
    expect(rides.some(({ from }) => from === null)).toBe(true);
  });

  test('of a region knows what its zone is not in', () => {
    const {
      known: regions,
      parts: [region],
    } = codesOf(['to_region']);
    const names = Array.from(regions, (code) => (code < 0 ? undefined : region!.name(code)));
    expect(names).toEqual(rides.map(({ to }) => REGIONS[to!]));
    expect(names).toContain(undefined);
  });
});

describe('a block of columns', () => {
  const plan = { sizes: [300, 2 ** 16 + 1, 2 ** 16], slopes: 2, models: 3 };

  test('takes eight bytes a number and two a code, four where codes are many', () => {
    expect(areaBytes(plan)).toBe(BLOCK_ROWS * (8 * 6 + 2 + 4 + 2));
  });

  test('has room of its own for every column, and comes back as it was saved', () => {
    const program = new RowProgram();
    const { arena } = program.memory;
    const area = new BlockArea(arena, plan);
    const numbers = [...area.slopes, area.weight, ...area.residuals];
    const write = (by: number) =>
      program.compile([
        ...numbers.map((column, c) => column.write(f64.constant(c * by))),
        ...area.codes.map((column, c) => column.write(i32.constant(plan.sizes[c]! - by))),
      ])(BLOCK_ROWS);
    const copies = [...numbers, ...area.codes].map(({ value }) => ({
      value,
      at: arena.allocate(8 * BLOCK_ROWS),
    }));
    const read = () => {
      program.compile(copies)(BLOCK_ROWS);
      return copies.map(({ value, at }) => {
        const out = value.type === 'f64' ? new Float64Array(BLOCK_ROWS) : new Int32Array(BLOCK_ROWS);
        arena.read(at, BLOCK_ROWS, out);
        return [...new Set(out)];
      });
    };
    write(1);
    const saved = new Uint8Array(areaBytes(plan));
    area.save(saved);
    const first = [...numbers.keys(), 299, 2 ** 16, 2 ** 16 - 1].map((x) => [x]);
    expect(read()).toEqual(first);
    expect([0, 1, 2].map((c) => area.codeOf(c, BLOCK_ROWS - 1))).toEqual([299, 2 ** 16, 2 ** 16 - 1]);
    write(2);
    const residuals = [...numbers.keys()].slice(3);
    expect(read().slice(0, 6)).toEqual([...numbers.keys()].map((c) => [2 * c]));
    area.saveResiduals(saved);
    area.load(saved);
    expect(read()).toEqual(first.map((column, c) => (residuals.includes(c) ? [2 * c] : column)));
  });
});
