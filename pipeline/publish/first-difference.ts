/** Where two JSON documents part ways. */
export interface Difference {
  /** JSON path from the top, such as $.encodings[2].values[17]. */
  readonly path: string;
  /** JSON of what is there in each; `nothing` where there is nothing. */
  readonly expected: string;
  readonly found: string;
}

/** Longer values are cut: the place tells more than the text. */
const MAX_LENGTH = 120;

/** The first place where two JSON values differ, keys in order; undefined where they are equal. */
export function firstDifference(expected: unknown, found: unknown, path = '$'): Difference | undefined {
  if (Object.is(expected, found)) return undefined;
  if (Array.isArray(expected) && Array.isArray(found)) {
    return firstAmong([...Array(Math.max(expected.length, found.length)).keys()], (i) =>
      firstDifference(expected[i], found[i], `${path}[${i}]`),
    );
  }
  if (isObject(expected) && isObject(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
    return firstAmong(keys, (key) => firstDifference(expected[key], found[key], `${path}${step(key)}`));
  }
  return { path, expected: show(expected), found: show(found) };
}

function firstAmong<K>(keys: readonly K[], find: (key: K) => Difference | undefined): Difference | undefined {
  for (const key of keys) {
    const difference = find(key);
    if (difference) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const step = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}
