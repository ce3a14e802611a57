/** What stands where there is no number. */
export const NO_VALUE = '–';

/** The true minus sign, as wide as a plus. */
const MINUS = '−';

/** 5.17 → 5.170; 12345.6 → 12,345.600; –  where it is not finite. Never −0.000. */
export function decimal(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const text = Math.abs(value).toFixed(digits);
  const [whole = '', fraction] = text.split('.');
  const sign = value < 0 && Number(text) !== 0 ? MINUS : '';
  return sign + groupThousands(whole) + (fraction === undefined ? '' : `.${fraction}`);
}

/** A difference: 0.12 → +0.120, -0.12 → −0.120, 0 → 0.000. */
export function signed(value: number, digits = 3): string {
  const text = decimal(value, digits);
  return value > 0 && Number(value.toFixed(digits)) !== 0 && text !== NO_VALUE ? `+${text}` : text;
}

/** 76518 → 76,518. */
export function integer(value: number): string {
  return decimal(value, 0);
}

/**
 * 0.0123 → 1.2 %. Without `digits`, as many as it takes to tell a small share from none, and no trailing zeros; with
 * them, so many after the point.
 */
export function percent(share: number, digits?: number): string {
  if (!Number.isFinite(share)) return NO_VALUE;
  if (digits !== undefined) return `${decimal(share * 100, digits)} %`;
  const value = Math.abs(share) * 100;
  const text = value === 0 ? '0' : trimZeros(value >= 10 ? value.toFixed(1) : value.toPrecision(2));
  return `${share < 0 ? MINUS : ''}${text} %`;
}

/** -0.021 → −2.1 %, 0.021 → +2.1 %. */
export function signedPercent(share: number): string {
  return Number.isFinite(share) ? `${signed(share * 100, 1)} %` : NO_VALUE;
}

/** Bytes by powers of 1,000: 268123 → 268 kB, 1234567 → 1.2 MB. */
export function bytes(count: number): string {
  if (count < 1000) return plural(count, 'byte');
  const [unit, size] = count < 999_500 ? ['kB', 1e3] : count < 999_500_000 ? ['MB', 1e6] : ['GB', 1e9];
  const value = count / (size as number);
  return `${value < 10 ? trimZeros(value.toFixed(1)) : value.toFixed(0)} ${unit}`;
}

/** A duration: 0.032 → 32 ms, 1.94 → 1.9 s, 125 → 2 min 5 s. */
export function seconds(value: number): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value < 0.9995) return milliseconds(value * 1000);
  if (value < 59.95) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** 0.0071 → 7.1 µs, 0.213 → 0.21 ms, 32.4 → 32 ms. */
export function milliseconds(value: number): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const round = (n: number) => (n >= 10 ? n.toFixed(0) : String(Number(n.toPrecision(2))));
  return value < 0.0995 ? `${round(value * 1000)} µs` : `${round(value)} ms`;
}

/** 1 row, 2 rows, 76,518 rows. */
export function plural(count: number, singular: string, several = `${singular}s`): string {
  return `${integer(count)} ${count === 1 ? singular : several}`;
}

/** a; a and b; a, b and c. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** [−0.300, −0.100], or – where nothing bounds it. */
export function interval(lower: number, upper: number): string {
  if (!Number.isFinite(lower) && !Number.isFinite(upper)) return NO_VALUE;
  return `[${signed(lower)}, ${signed(upper)}]`;
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
