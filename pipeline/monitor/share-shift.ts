import { z } from 'zod';
import { SHARE_EFFECT } from './thresholds.ts';

export const shareShiftSchema = z.strictObject({
  reference: z.number(),
  current: z.number(),
  score: z.number().describe("Cohen's h, without its sign"),
  threshold: z.number(),
  drifted: z.boolean(),
});

export type ShareShift = z.infer<typeof shareShiftSchema>;

/** Standard errors that noise stays below with a chance of 0.999. */
const REACH = 3.3;

interface Count {
  readonly count: number;
  readonly rows: number;
}

/**
 * Compares two shares by Cohen's h (Statistical Power Analysis, 1988, chapter 6): two points more mean much where a
 * share is small and little where it is a half. Its standard error is sqrt(1/n + 1/m), whatever the shares.
 */
export function shareShift(reference: Count, current: Count, effect = SHARE_EFFECT): ShareShift {
  const [p, q] = [reference, current].map(({ count, rows }) => count / Math.max(1, rows)) as [number, number];
  const score = Math.abs(2 * Math.asin(Math.sqrt(q)) - 2 * Math.asin(Math.sqrt(p)));
  const threshold =
    effect + REACH * Math.sqrt(1 / Math.max(1, reference.rows) + 1 / Math.max(1, current.rows));
  return { reference: p, current: q, score, threshold, drifted: score > threshold };
}
