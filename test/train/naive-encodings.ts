import type { EncodingGroup } from '../../pipeline/contract/schema.ts';
import { REGIONS, type Ride } from './synthetic.ts';

/** What a row says of a key or slope of the RIDES contract, straight from the ride; undefined where it is unknown. */
const KEYS: Readonly<Record<string, (ride: Ride) => string | undefined>> = {
  from: ({ from }) => from ?? undefined,
  to: ({ to }) => to ?? undefined,
  kind: ({ kind }) => kind,
  phone: ({ riders }) => String(riders === null),
  weekend: ({ time }) => String([0, 6].includes(new Date(time).getUTCDay())),
  hour: ({ time }) => String(new Date(time).getUTCHours()),
  from_region: ({ from }) => REGIONS[from ?? ''],
  to_region: ({ to }) => REGIONS[to ?? ''],
  band: ({ miles }) => String([1, 2, 4].filter((knot) => miles >= knot).length),
  pair: ({ from, to }) => (from === null || to === null ? undefined : [from, to].sort().join('-')),
};
const SLOPES: Readonly<Record<string, (ride: Ride) => number>> = {
  log_miles: ({ miles }) => Math.log(miles),
  excess: ({ miles }) => Math.log(miles) - 0.5,
  phone: ({ riders }) => Number(riders === null),
};

type Encoding = EncodingGroup['chains'][string][number];

/** A row's key as text; undefined where any part is unknown. */
export function keyOf(ride: Ride, { by }: Pick<Encoding, 'by'>): string | undefined {
  const parts = by.map((name) => KEYS[name]!(ride));
  return parts.includes(undefined) ? undefined : parts.join(' | ');
}

export interface NaiveRow {
  readonly ride: Ride;
  readonly weight: number;
  /** Outcome on the recipe's scale, less what the base regression says. */
  residual: number;
}

/**
 * Fits groups of encodings one encoding after another, each by one walk over all rows and a Map from key to sums: slow
 * and plain, for comparison with cells. Gives for each encoding, chains in order of their names, its value by key.
 */
export function naiveEncodings(
  rows: readonly NaiveRow[],
  groups: readonly EncodingGroup[],
  step: number,
): Map<string, number>[] {
  const fitted: Map<string, number>[] = [];
  const left = rows.map(({ residual }) => residual);
  for (const { chains, clip = Number.POSITIVE_INFINITY, min } of groups) {
    const start = left.map((residual) => Math.max(-clip, Math.min(clip, residual)));
    const explained = start.map(() => 0);
    for (const name of Object.keys(chains).sort()) {
      const chain = [...start];
      for (const encoding of chains[name]!) {
        const values = fitOne(rows, chain, encoding, encoding.min ?? min, step);
        fitted.push(values);
        for (const [i, { ride }] of rows.entries()) {
          const part = (values.get(keyOf(ride, encoding) ?? '') ?? 0) * slopeOf(ride, encoding);
          chain[i]! -= part;
          explained[i]! += part;
        }
      }
    }
    for (const i of left.keys()) left[i] = start[i]! - explained[i]!;
  }
  return fitted;
}

const slopeOf = (ride: Ride, { slope }: Encoding) => (slope === undefined ? 1 : SLOPES[slope]!(ride));

function fitOne(
  rows: readonly NaiveRow[],
  residuals: readonly number[],
  encoding: Encoding,
  min: number,
  step: number,
): Map<string, number> {
  const sums = new Map<string, { rows: number; above: number; below: number }>();
  for (const [i, { ride, weight }] of rows.entries()) {
    const key = keyOf(ride, encoding);
    if (key === undefined) continue;
    const u = slopeOf(ride, encoding);
    const sum = sums.get(key) ?? { rows: 0, above: 0, below: 0 };
    sums.set(key, {
      rows: sum.rows + 1,
      above: sum.above + weight * u * residuals[i]!,
      below: sum.below + weight * u * u,
    });
  }
  const enough = [...sums].filter(([, sum]) => sum.rows >= min);
  return new Map(
    enough.map(([key, { above, below }]) => [
      key,
      step * Math.round(above / (below + encoding.shrink) / step),
    ]),
  );
}
