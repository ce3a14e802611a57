import { RatchetError } from '../errors.ts';
import { rideOf } from '../predict/ride.ts';
import type { Scorer } from '../predict/scorer.ts';
import type { TrainingReference } from '../predict/training-reference.ts';
import { wallClock } from '../predict/wall-clock.ts';
import type { RideBatcher } from './ride-batcher.ts';

export type Ride = Readonly<Record<string, number | string | null>>;

/** Any Monday: what a typical ride says of its day. */
const DAY_MS = Date.UTC(2021, 1, 1);
const HOUR_MS = 3_600_000;

/** A ride as most are: what documentation shows and a new version is tried on. */
export function typicalRide({ columns }: Pick<Scorer, 'columns'>, { inputs }: TrainingReference): Ride {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { type }]) => {
      const typical = inputs[name];
      if (type === 'timestamp') {
        const hour = typical?.kind === 'time' ? typical.hour : 12;
        return [name, wallClock(DAY_MS + hour * HOUR_MS)];
      }
      if (typical?.kind === 'number') return [name, Number.isNaN(typical.value) ? null : typical.value];
      return [name, typical?.kind === 'category' ? typical.label : null];
    }),
  );
}

/**
 * Puts a version to work before anybody's request does: a typical ride gets a prediction inside the range that was
 * learnt, and however odd one of its inputs, the prediction is the very one that the scorer of files gives.
 *
 * @throws RatchetError `registry` where it does not
 */
export function smokeTest(scorer: Scorer, batcher: RideBatcher, reference: TrainingReference): void {
  const typical = typicalRide(scorer, reference);
  const rides = [typical, ...Object.keys(typical).flatMap((name) => oddities(scorer, typical, name))];
  for (const [i, ride] of rides.entries()) {
    const faults = batcher.add(ride);
    if (faults) throw failed(scorer, `it cannot read ${JSON.stringify(ride)}: ${faults[0]!.detail}`);
    const alone = scorer.score(rideOf(batcher.block, batcher.length - 1)).predictions[0]!;
    const served = batcher.score()[0]!;
    if (served !== alone)
      throw failed(scorer, `${JSON.stringify(ride)} gives ${served} in the service and ${alone} in a file`);
    const [low, high] = scorer.model.target.keep;
    if (i === 0 && !(served >= low && served <= high))
      throw failed(scorer, `a typical ride gives ${served}, expected ${low} to ${high}`);
  }
}

function oddities({ columns }: Scorer, typical: Ride, name: string): Ride[] {
  const odd = { category: ['never seen'], number: [0, -1, 1e9], timestamp: ['2999-12-31 23:59:59'] } as const;
  return [null, ...odd[columns[name]!.type]].map((value) => ({ ...typical, [name]: value }));
}

function failed({ model }: Scorer, what: string): RatchetError {
  return new RatchetError('registry', `${model.name} failed its smoke test: ${what}`, {
    hint: 'the version before stays in service; look at the version with `npm run ratchet -- doctor`',
  });
}
