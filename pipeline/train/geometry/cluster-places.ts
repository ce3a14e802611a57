const ROUNDS = 30;

/**
 * Weighted k-means of positions (place-major, `dimensions` numbers each). Centres start at the heaviest place, then always
 * at the place that is heaviest times farthest from the centres so far; so nothing is random.
 *
 * @returns a cluster below k for each place
 */
export function clusterPlaces(
  positions: readonly number[],
  dimensions: number,
  weight: Float64Array,
  k: number,
): number[] {
  const places = weight.length;
  const square = (place: number, centre: Float64Array) => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++)
      sum +=
        (positions[place * dimensions + d]! - centre[d]!) * (positions[place * dimensions + d]! - centre[d]!);
    return sum;
  };
  const at = (place: number) =>
    Float64Array.from(positions.slice(place * dimensions, (place + 1) * dimensions));
  const centres = [at(heaviest(weight))];
  const near = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
  while (centres.length < Math.min(k, places)) {
    for (let p = 0; p < places; p++) near[p] = Math.min(near[p]!, square(p, centres.at(-1)!));
    centres.push(at(heaviest(near.map((distance, p) => distance * Math.sqrt(weight[p]!)))));
  }
  const cluster = new Array<number>(places).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let p = 0; p < places; p++) {
      let best = 0;
      for (let c = 1; c < centres.length; c++)
        if (square(p, centres[c]!) < square(p, centres[best]!)) best = c;
      moved ||= cluster[p] !== best;
      cluster[p] = best;
    }
    if (!moved) break;
    for (const [c, centre] of centres.entries()) {
      const sums = new Float64Array(dimensions);
      let total = 0;
      for (let p = 0; p < places; p++) {
        if (cluster[p] !== c) continue;
        total += weight[p]!;
        for (let d = 0; d < dimensions; d++) sums[d]! += weight[p]! * positions[p * dimensions + d]!;
      }
      if (total > 0) centre.set(sums.map((sum) => sum / total));
    }
  }
  return cluster;
}

const heaviest = (weight: Float64Array) => weight.reduce((best, w, p) => (w > weight[best]! ? p : best), 0);
