/** Paths of the numbers that are NaN or infinite, such as `evaluation.total.sse.candidate[3]`. */
export function nonFinitePaths(value: unknown, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => nonFinitePaths(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => nonFinitePaths(member, `${path}.${key}`));
}
