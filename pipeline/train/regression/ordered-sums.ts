/** Floating-point sums kept apart by shard until the end, then added in shard order: the same bits for any grouping. */
export type OrderedSums = { index: number; sums: Float64Array }[];

export const mergeOrdered = (parts: OrderedSums[]): OrderedSums => parts.flat();

/** Adds the shards' sums in shard order. */
export function totalOf(parts: OrderedSums, length: number): Float64Array {
  const total = new Float64Array(length);
  for (const { sums } of parts.toSorted((a, b) => a.index - b.index)) {
    for (let i = 0; i < length; i++) total[i]! += sums[i]!;
  }
  return total;
}
