/**
 * Half the width of an interval that holds the truth at every look at once, however often one looks, as a multiple of the
 * estimate's standard error: Robbins' normal mixture, in the asymptotic form of Waudby-Smith, Arbour, Sinha, Kennedy &
 * Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences" (2024), equation 13.
 *
 * @param t independent observations so far
 * @param alpha chance that the interval ever misses
 * @param tightestAt observations at which it is to be narrowest
 */
export function sequentialMultiplier(t: number, alpha: number, tightestAt: number): number {
  const budget = -2 * Math.log(alpha);
  const rhoSquared = (budget + Math.log(budget + 1)) / tightestAt;
  const scaled = t * rhoSquared;
  return Math.sqrt(((scaled + 1) / scaled) * (Math.log(scaled + 1) + budget));
}
