import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { RideBatcher } from '../../pipeline/serve/ride-batcher.ts';
import { RideQueue } from '../../service/ride-queue.ts';
import { parcelModel } from '../predict/parcel-model.ts';

const batcher = () => new RideBatcher(new Scorer(parcelModel()));

/** Queues rides of so many miles, and gives what each is told. */
function ask(queue: RideQueue, miles: readonly number[], fragile?: number) {
  const told: (number | string)[] = [];
  for (const [i, distance] of miles.entries()) {
    queue.add(
      { miles: distance, zone: 'a' },
      {
        take: (prediction) => {
          if (i === fragile) throw new Error('gone');
          told[i] = prediction;
        },
        fail: (error) => {
          told[i] = String(error);
        },
      },
    );
  }
  return told;
}

it('scores at the end of the turn what arrived in it: 5 min, 3 a mile, 2 more in a', async () => {
  const told = ask(new RideQueue(batcher()), [1, 2]);
  expect(told).toEqual([]);
  await turn();
  expect(told).toEqual([10, 13]);
});

it('takes more rides than it has rows', async () => {
  const told = ask(new RideQueue(batcher()), Array(1100).fill(1));
  expect(told).toHaveLength(1024);
  await turn();
  expect([told.length, new Set(told)]).toEqual([1100, new Set([10])]);
});

it('answers the others when one answer cannot be given', async () => {
  const told = ask(new RideQueue(batcher()), [1, 2, 3], 1);
  await turn();
  expect(told).toEqual([10, 'Error: gone', 16]);
});

it('tells every ride when scoring fails, and goes on', async () => {
  const broken = batcher();
  const queue = new RideQueue(broken);
  const score = broken.score;
  broken.score = () => {
    throw new Error('broken');
  };
  const told = ask(queue, [1, 2]);
  await turn();
  expect(told).toEqual(['Error: broken', 'Error: broken']);
  broken.score = score;
  const after = ask(queue, [1]);
  await turn();
  expect(after).toEqual([10]);
});
