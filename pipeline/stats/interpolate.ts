/**
 * The point a share `t` (0 … 1) of the way from `a` to `b`: exactly `a` at 0 and `b` at 1, monotone in `t`, and
 * defined where `a` and `b` are the same infinity. Computed as `numpy.quantile` does, from the nearer end.
 */
export function interpolate(a: number, b: number, t: number): number {
  if (a === b || t === 0) return a;
  if (t === 1) return b;
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}
