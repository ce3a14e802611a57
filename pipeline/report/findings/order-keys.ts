const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The keys of a slice, in the order that people expect them. */
export interface OrderedKeys {
  /** Whether neighbours are close to each other, so that a line may join them. */
  readonly ordered: boolean;
  readonly keys: readonly string[];
}

interface KeyKind {
  readonly matches: (key: string) => boolean;
  readonly rank: (key: string) => number;
}

/** Kinds of keys whose order the key itself tells. A document's own order is lost once it is canonical JSON. */
const kinds: readonly KeyKind[] = [
  { matches: (key) => WEEKDAYS.includes(key), rank: (key) => WEEKDAYS.indexOf(key) },
  { matches: (key) => /^\d\d:\d\d$/.test(key), rank: (key) => Number(key.replace(':', '')) },
  { matches: (key) => bandStart(key) !== undefined, rank: (key) => bandStart(key)! },
];

/** Sorts keys by time or size where they have one; else by rows, the most first. */
export function orderKeys(keys: readonly string[], rowsOf: (key: string) => number): OrderedKeys {
  const kind = kinds.find(({ matches }) => keys.every(matches));
  if (kind) return { ordered: true, keys: keys.toSorted((a, b) => kind.rank(a) - kind.rank(b)) };
  const byRows = keys.toSorted((a, b) => rowsOf(b) - rowsOf(a) || (a < b ? -1 : 1));
  return { ordered: false, keys: byRows };
}

/** A key as an axis has room for it: `Mon`, and of a band its start, `≥0.7`. */
export function shortKey(key: string): string {
  if (WEEKDAYS.includes(key)) return key.slice(0, 3);
  const [start, end] = key.split(' – ');
  return end === undefined ? key.replace(/^([<≥]) /, '$1') : `≥${start}`;
}

/** Where a band starts: `< 0.7`, `0.7 – 1.2`, `≥ 8`; a plain number is its own. */
function bandStart(key: string): number | undefined {
  if (key.startsWith('< ')) return Number.NEGATIVE_INFINITY;
  const text = key.replace('≥ ', '').split(' – ')[0]!;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}
