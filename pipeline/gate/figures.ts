/** 61921 → 61,921. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 5.16983, 'min' → 5.170 min. */
export function formatError(error: number, unit: string): string {
  return `${error.toFixed(3)} ${unit}`;
}

/** -0.1951, 'min' → −0.195 min; a difference always shows its sign, and one too small for three digits its size. */
export function formatDifference(difference: number, unit: string): string {
  const size = Math.abs(difference);
  const digits = size > 0 && size < 0.0005 ? size.toExponential(1) : size.toFixed(3);
  return `${difference < 0 ? '−' : '+'}${digits} ${unit}`;
}

/** 0.0341 → 3.41 %. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** Level 0.025 → 97.5 %, without zeros at the end. */
export function formatConfidence(alpha: number): string {
  return `${Number(((1 - alpha) * 100).toFixed(3))} %`;
}

/** 'a', 'b', 'c' → a, b and c. */
export function formatList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
