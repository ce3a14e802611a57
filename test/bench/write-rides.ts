import { open } from 'node:fs/promises';
import { createLcg } from '../linalg/synthetic-design.ts';

const HEADER =
  'VendorID,lpep_pickup_datetime,lpep_dropoff_datetime,passenger_count,trip_distance,PULocationID,DOLocationID\n';
const START_MS = Date.UTC(2021, 0, 1);
const LINES_A_WRITE = 20_000;

/** Writes made-up rides of January 2021 as CSV, the same for the same number of them. */
export async function writeRides(path: string, count: number): Promise<void> {
  const next = createLcg(1);
  const zone = () => 1 + Math.floor(263 * next() * next());
  const ride = () => {
    const [from, to, start] = [zone(), zone(), START_MS + Math.floor(next() * 31 * 86_400) * 1000];
    const miles = (0.1 + 12 * next() * next()).toFixed(2);
    const seconds = Math.floor(90 + Number(miles) * (150 + (from % 40) + (to % 30)) + 400 * next());
    const riders = next() < 0.3 ? '' : '1';
    return `${1 + (from % 2)},${clock(start)},${clock(start + seconds * 1000)},${riders},${miles},${from},${to}\n`;
  };
  const file = await open(path, 'w');
  try {
    await file.write(HEADER);
    for (let done = 0; done < count; done += LINES_A_WRITE) {
      const lines = Array.from({ length: Math.min(LINES_A_WRITE, count - done) }, ride);
      await file.write(lines.join(''));
    }
  } finally {
    await file.close();
  }
}

const clock = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
