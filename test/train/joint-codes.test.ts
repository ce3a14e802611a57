import { describe, expect, test } from 'vitest';
import { RecipeFrame } from '../../pipeline/model/recipe-frame.ts';
import type { ColumnBlock } from '../../pipeline/train/column-block.ts';
import { newColumnBlock, rowBytes } from '../../pipeline/train/column-block.ts';
import { ColumnBlocks } from '../../pipeline/train/column-blocks.ts';
import { JointCodes } from '../../pipeline/train/joint-codes.ts';
import { jointParts, jointSize, partsOfCells } from '../../pipeline/train/joint-key.ts';
import { makeRides, makeShards, REGIONS, RIDES, recipeOf, stateOf } from './synthetic.ts';

// Zone 9 has no region, and some rides begin nowhere.
const rides = makeRides(400).map((ride, i) => (i % 9 === 0 ? { ...ride, from: null } : ride));

/** The rides as one block of columns, for the encodings by some keys. */
function blockOf(...keys: string[][]) {
  const encodings = [{ group: 'g', chains: { c: keys.map((by) => ({ by, shrink: 1 })) } }];
  const recipe = recipeOf({ base: ['miles'], encodings, final: ['miles'] });
  const frame = new RecipeFrame(RIDES, stateOf(rides), recipe);
  const columns = new ColumnBlocks(frame, [{ base: [0, 0], tables: [] }], { count: 2, judged: 0 }, undefined);
  const parts = jointParts(frame.encodings);
  const found: ColumnBlock[] = [];
  const [shard] = makeShards(rides, rides.length);
  columns.derive(shard!, 0, 'minutes', (block) => found.push(block));
  return { block: found[0]!, columns, parts };
}

describe('the joint code of a row', () => {
  const { block, columns, parts } = blockOf(['from', 'phone'], ['pair'], ['to_region', 'band'], ['hour']);
  const joint = new JointCodes(columns.keys, parts);
  const known = new Int32Array(rides.length);
  joint.fill(block.codes, block.rows, known);
  const all = Float64Array.from(known, (code, row) => (code < 0 ? joint.partial(block.codes, row) : code));
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

  test('lies below the number of cells if, and only if, all parts are known', () => {
    for (const [row, code] of all.entries()) expect(code < jointSize(parts)).toBe(rides[row]!.from !== null);
    expect(rides.some(({ from }) => from === null)).toBe(true);
  });

  test('of a region knows what its zone is not in', () => {
    const region = blockOf(['to_region']);
    const codes = new Int32Array(rides.length);
    new JointCodes(region.columns.keys, region.parts).fill(region.block.codes, region.block.rows, codes);
    const names = Array.from(codes, (code) => (code < 0 ? undefined : region.parts[0]!.name(code)));
    expect(names).toEqual(rides.map(({ to }) => REGIONS[to!]));
    expect(names).toContain(undefined);
  });
});

describe('a block of columns', () => {
  const plan = { sizes: [300, 2 ** 16 + 1, 2 ** 16], slopes: 2, models: 3 };

  test('takes eight bytes a number and two a code, four where codes are many', () => {
    expect(rowBytes(plan)).toBe(8 * 6 + 2 + 4 + 2);
  });

  test('has room of its own for every column, whatever the number of rows', () => {
    const { codes, slopes, weight, residuals } = newColumnBlock(plan, 7);
    const columns = [...codes, ...slopes, weight, ...residuals];
    for (const [c, column] of columns.entries()) column.fill(c + 1);
    expect(columns.map((column) => [...column])).toEqual(columns.map((_, c) => new Array(7).fill(c + 1)));
    codes[1]![0] = 2 ** 16;
    codes[2]![0] = 2 ** 16 - 1;
    expect([codes[1]![0], codes[2]![0]]).toEqual([65_536, 65_535]);
  });
});
