import { decimal, signed } from '../report/format.ts';

/** 5.16983, 'min' → 5.170 min. */
export function formatError(error: number, unit: string): string {
  return `${decimal(error)} ${unit}`;
}

/** -0.19514, 'min' → −0.1951 min: a difference has a digit more, for small ones decide too. */
export function formatDifference(difference: number, unit: string): string {
  return `${signed(difference, 4)} ${unit}`;
}

/** Level 0.025 → 97.5 %. */
export function formatConfidence(alpha: number): string {
  return `${Number(((1 - alpha) * 100).toFixed(3))} %`;
}
