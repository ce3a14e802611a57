const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(inity)?$/i;
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|\+00:?00)?)?$/;

/** Texts that writers of CSV leave where there is nothing. */
const NOTHING: ReadonlySet<string> = new Set(['', 'NA', 'NaN', 'nan', 'null', 'NULL', 'None']);

/** A cell that cannot be read as what the contract declares. */
export const UNREADABLE = Symbol('unreadable');

type Parsed<T> = T | typeof UNREADABLE;

/** A number; NaN for nothing. Accepts decimal notation, ±inf, numbers and booleans of JSON. */
export function parseNumber(cell: unknown): Parsed<number> {
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'string') return UNREADABLE;
  const text = cell.trim();
  if (NOTHING.has(text)) return Number.NaN;
  if (NUMBER.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  return infinite ? Number(`${infinite[1]}Infinity`) : UNREADABLE;
}

/** Milliseconds since 1970 on the wall clock from `YYYY-MM-DD HH:MM:SS` or ISO 8601 (UTC or no zone); NaN for nothing. */
export function parseTimestamp(cell: unknown): Parsed<number> {
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell !== 'string') return UNREADABLE;
  const text = cell.trim();
  if (NOTHING.has(text)) return Number.NaN;
  const match = TIMESTAMP.exec(text);
  if (!match) return UNREADABLE;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as Six;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  // Date.UTC carries over: the 31st of February would become a day in March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return UNREADABLE;
  if (hour > 23 || minute > 59 || second > 59) return UNREADABLE;
  return ms + Math.round(Number(`0.${match[7] ?? 0}`) * 1e6) / 1000;
}

type Six = [number, number, number, number, number, number];

/** The label of a category; '' for nothing. Text that is a whole number loses its `.0`, so that 74.0 is 74. */
export function parseLabel(cell: unknown): Parsed<string> {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell + 0);
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell !== 'string') return UNREADABLE;
  const text = cell.trim();
  return NOTHING.has(text) ? '' : text.replace(/^(-?\d+)\.0+$/, '$1');
}
