import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { trainingReference } from '../../pipeline/predict/training-reference.ts';
import { wallClock } from '../../pipeline/predict/wall-clock.ts';
import { RideBatcher } from '../../pipeline/serve/ride-batcher.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { jsonRides } from '../../platform/run/open-rides.ts';
import { findVersion } from '../../platform/run/published.ts';
import { readRow } from '../../platform/run/read-row.ts';
import { parcelModel } from '../predict/parcel-model.ts';

const { model, profile } = findVersion(openModelFolder(codeRoot, 'nyc-green-taxi'), 'v1');
const reference = trainingReference(profile);
const scorer = new Scorer(model, reference);

const zone = fc.oneof(
  fc.integer({ min: 1, max: 265 }),
  fc.integer({ min: 1, max: 265 }).map(String),
  fc.constantFrom(null, 'nowhere', 999, '74.0'),
);
const ride = fc.record({
  pickup_datetime: fc.oneof(
    fc.integer({ min: Date.UTC(1999, 0), max: Date.UTC(2030, 0) }).map((ms) => wallClock(ms)),
    fc.constantFrom(null, '2021-02-01T08:30Z', '2024-02-29 00:00'),
  ),
  VendorID: fc.constantFrom(1, 2, '2', 6, null),
  PULocationID: zone,
  DOLocationID: zone,
  passenger_count: fc.option(fc.integer({ min: 0, max: 9 })),
  trip_distance: fc.oneof(fc.double({ min: 0, max: 30 }), fc.constantFrom(null, 0, -1, 1e6)),
});

describe('rides scored together', () => {
  it('get the predictions and warnings that each gets alone from a file, bit for bit', async () => {
    const batcher = new RideBatcher(scorer, reference);
    await fc.assert(
      fc.asyncProperty(fc.array(ride, { minLength: 1, maxLength: 40 }), async (rides) => {
        for (const one of rides) expect(batcher.add(one)).toBeUndefined();
        const predictions = batcher.score();
        for (const [row, one] of rides.entries()) {
          const alone = await readRow(jsonRides(JSON.stringify([one]), 'test', 'usage'), scorer, 1);
          const expected = scorer.score(alone.block);
          expect(predictions[row]).toBe(expected.predictions[0]);
          expect(batcher.warningsOf(row)).toEqual(expected.warnings.get(0) ?? []);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('hold 512 rides, and any number after one another', () => {
    const batcher = new RideBatcher(new Scorer(parcelModel()));
    for (let i = 0; i < batcher.capacity; i++) batcher.add({ miles: i % 10, zone: 'a' });
    expect([batcher.capacity, batcher.length, batcher.score()[511]]).toEqual([512, 512, 10]);
    batcher.add({ miles: 2.5, zone: 'b' });
    expect([batcher.score()[0], batcher.length]).toEqual([10.5, 0]);
  });
});

describe('a ride that cannot be read', () => {
  const batcher = new RideBatcher(new Scorer(parcelModel()));

  it('is told every fault at once, and takes no row', () => {
    expect(batcher.add({ mile: 1, zone: { a: 1 }, 'x/y': 1 })).toEqual([
      { pointer: '#/miles', detail: 'expected a number, or null, found nothing' },
      {
        pointer: '#/zone',
        detail: 'expected a label (text of at most 100 characters, or a number), or null, found an object',
      },
      { pointer: '#/mile', detail: 'there is no input "mile"; did you mean "miles"?' },
      { pointer: '#/x~1y', detail: expect.stringContaining('there is no input "x/y"') },
    ]);
    expect(batcher.length).toBe(0);
  });

  it.each([[null], [[]], ['text'], [7], [undefined]])('may be no object at all: %j', (body) => {
    expect(batcher.add(body)).toMatchObject([{ pointer: '#' }]);
  });

  it('leaves no warning of its own behind', () => {
    batcher.add({ miles: 1, zone: 'nowhere', more: 1 });
    expect(batcher.add({ miles: 1, zone: 'a' })).toBeUndefined();
    batcher.score();
    expect(batcher.warningsOf(0)).toEqual([]);
  });

  it('refuses numbers as text, and days that are not in the calendar', () => {
    const taxi = new RideBatcher(scorer, reference);
    const body = {
      pickup_datetime: '2021-02-29 08:00',
      VendorID: true,
      PULocationID: 'x'.repeat(101),
      DOLocationID: 1,
      trip_distance: '2',
    };
    expect(taxi.add(body)?.map(({ pointer }) => pointer)).toEqual([
      '#/PULocationID',
      '#/VendorID',
      '#/pickup_datetime',
      '#/trip_distance',
    ]);
  });
});
