import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PreparedColumn, SHARD_ROWS } from '../../pipeline/ingest/prepared.ts';
import { readShard, type ShardBlock } from '../../pipeline/ingest/shard-reader.ts';
import { ShardWriter } from '../../pipeline/ingest/shard-writer.ts';
import { makeBlock } from './make-block.ts';

const COLUMNS: PreparedColumn[] = [
  { name: 'miles', storage: 'float64' },
  { name: 'duration', storage: 'float64' },
  { name: 'zone', storage: 'uint16' },
  { name: 'riders', storage: 'null-flag' },
];
const ZONES = ['b', 'a', ''];

interface Ride {
  miles: number;
  zone: number;
  riders: number;
  duration: number;
  hash: number;
}

/** Writes batches of rides, of which those with an even hash are kept, and reads the shards back. */
async function throughShards(batches: Ride[][], sortBy: string | undefined): Promise<ShardBlock[]> {
  const shards: ShardBlock[] = [];
  const writer = new ShardWriter(COLUMNS, 'duration', sortBy, (bytes, rows) => {
    shards.push(readShard(bytes.slice(), COLUMNS, { zone: ZONES }, rows));
  });
  for (const rides of batches) {
    const block = {
      ...makeBlock({ miles: rides.map((r) => r.miles), riders: rides.map((r) => r.riders) }),
      codes: { zone: Uint16Array.from(rides, (r) => r.zone) },
      labels: { zone: ZONES },
    };
    const targets = Float64Array.from(rides, (r) => r.duration);
    const hashes = Uint32Array.from(rides, (r) => r.hash);
    const kept = Uint32Array.from(rides.flatMap((r, i) => (r.hash % 2 === 0 ? [i] : [])));
    await writer.append({ block, targets, hashes, kept });
  }
  await writer.flush();
  return shards;
}

const ridesOf = (shards: ShardBlock[]) =>
  shards.flatMap(({ rows, numbers, codes, labels, hashes }) =>
    Array.from({ length: rows }, (_, i) => [
      numbers.miles![i],
      numbers.duration![i],
      labels.zone![codes.zone![i]!],
      numbers.riders![i],
      hashes[i],
    ]),
  );
/** What storage keeps of a ride: of the riders only whether there were any, of the hash its highest byte. */
const stored = (r: Ride) => [
  r.miles,
  r.duration,
  ZONES[r.zone],
  Number.isNaN(r.riders) ? Number.NaN : 0,
  r.hash >>> 24,
];

const ride = fc.record({
  miles: fc.double(),
  zone: fc.integer({ min: 0, max: 2 }),
  riders: fc.constantFrom(Number.NaN, 0, 3),
  duration: fc.double({ noNaN: true }),
  hash: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe('rows that go through shards', () => {
  it('come back as they were, in their order, without those that were not kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(ride)), async (batches) => {
        const kept = batches.flat().filter(({ hash }) => hash % 2 === 0);
        expect(ridesOf(await throughShards(batches, undefined))).toEqual(kept.map(stored));
      }),
      { numRuns: 30 },
    );
  });

  it('come back sorted by the code of a category when one is named, equal codes in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ride), async (rides) => {
        const kept = rides.filter(({ hash }) => hash % 2 === 0);
        const sorted = [0, 1, 2].flatMap((code) => kept.filter(({ zone }) => zone === code));
        expect(ridesOf(await throughShards([rides], 'zone'))).toEqual(sorted.map(stored));
      }),
      { numRuns: 30 },
    );
  });

  it('fill one shard before the next, however they came in batches', async () => {
    const rides = Array.from({ length: SHARD_ROWS + 3 }, (_, i) => ({
      miles: i,
      zone: 0,
      riders: 0,
      duration: i / 2,
      hash: 2 * i,
    }));
    const shards = await throughShards([rides.slice(0, 10), rides.slice(10)], undefined);
    expect(shards.map(({ rows }) => rows)).toEqual([SHARD_ROWS, 3]);
    expect([...shards[1]!.numbers.miles!]).toEqual([SHARD_ROWS, SHARD_ROWS + 1, SHARD_ROWS + 2]);
  });
});

it('a shard of another length than its rows take is refused', () => {
  // Three rows take 3 × (8 + 8 + 2 + 1) bytes and 3 for the hashes: 60, and 4 to the next multiple of 8.
  expect(() => readShard(new Uint8Array(56), COLUMNS, {}, 3)).toThrow(
    'prepared shard: expected 64 bytes for 3 rows, found 56',
  );
});
