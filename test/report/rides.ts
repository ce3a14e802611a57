import { createRandom } from '../../pipeline/stats/random.ts';

/** One made-up ride with the predictions of four models. */
export interface Ride {
  readonly day: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly miles: number;
  readonly hour: number;
  readonly truth: number;
  readonly predictions: Readonly<Record<string, number>>;
}

const DAYS = 28;
/** Rides on a weekday and on a day of the weekend. */
const RIDES_A_DAY = [540, 400] as const;
/** Rides by hour of the day, as weights. */
const HOURS = [3, 2, 1, 1, 1, 2, 5, 9, 10, 9, 8, 8, 8, 8, 9, 10, 11, 12, 11, 9, 7, 6, 5, 4];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const BOROUGHS = ['Manhattan', 'Queens', 'Brooklyn', 'Bronx', 'Staten Island'];
const BAND_EDGES = [0.7, 1.2, 1.8, 2.5, 3.5, 5, 8];

/** A month of rides: slow at five in the afternoon, longer at night, and harder to foretell the longer they are. */
export function makeRides(seed: number): Ride[] {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const pick = (n: number, lean: number) => Math.min(n - 1, Math.floor(n * random() ** lean));
  const means = { sum: 0, count: 0 };
  const hours = HOURS.flatMap((weight, hour) => new Array<number>(weight).fill(hour));
  const days = Array.from({ length: DAYS }, (_, day) =>
    new Array<number>(RIDES_A_DAY[day % 7 < 5 ? 0 : 1] + (day % 4)).fill(day),
  );
  const rides = days.flat().map((day): Ride => {
    const weather = 1 + 0.06 * Math.sin(day * 1.7);
    const hour = hours[Math.floor(random() * hours.length)]!;
    const rush = 1 + 0.25 * Math.exp(-((hour - 17) ** 2) / 14) - 0.2 * Math.exp(-((hour - 4) ** 2) / 10);
    const miles = Math.min(40, Math.exp(0.75 + 0.75 * normal()));
    const expected = (3.2 + 3.6 * miles ** 0.82) * rush * weather;
    const truth = Math.min(60, Math.max(1, expected * Math.exp(0.24 * normal())));
    means.sum += truth;
    means.count++;
    const band = BAND_EDGES.filter((edge) => miles >= edge).length;
    return {
      day: `2021-02-${String(day + 1).padStart(2, '0')}`,
      hour,
      miles,
      truth,
      keys: {
        hour: `${String(hour).padStart(2, '0')}:00`,
        weekday: WEEKDAYS[day % 7]!,
        borough_pair: `${BOROUGHS[pick(5, 1.8)]}, ${BOROUGHS[pick(5, 1.8)]}`,
        distance: band === 0 ? '< 0.7' : band === 7 ? '≥ 8' : `${BAND_EDGES[band - 1]} – ${BAND_EDGES[band]}`,
      },
      predictions: {
        candidate: expected * (1 + 0.02 * normal()),
        champion: (expected * (1 + 0.1 * normal())) / (1 + 0.5 * (rush - 1)),
        'course-baseline': 6.5 + 2.4 * miles + 2 * normal(),
      },
    };
  });
  const mean = means.sum / means.count;
  return rides.map((ride) => ({ ...ride, predictions: { ...ride.predictions, mean } }));
}
