import { parseLabel, parseNumber, parseTimestamp, UNREADABLE } from '../ingest/parse-cell.ts';
import type { LogicalType } from '../ingest/physical-type.ts';
import type { Scorer } from '../predict/scorer.ts';

/** One input of a ride, as a request names it. */
export interface RideField {
  readonly name: string;
  readonly type: LogicalType;
  /** Whether it must be there, though it may be null; what is only asked whether it holds a value may be left out. */
  readonly required: boolean;
}

/** Longest label of a category. */
export const MAX_LABEL_LENGTH = 100;

/**
 * A timestamp on the wall clock that exists, from the year 1000 to 2999: exactly what the API accepts, and what its
 * schema says.
 */
export const TIMESTAMP_PATTERN =
  '^(?:[12][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))' +
  '|(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)-02-29)' +
  '[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?Z?$';

const TIMESTAMP = new RegExp(TIMESTAMP_PATTERN);

/** What is expected of a field, for messages. */
export const EXPECTED: Readonly<Record<LogicalType, string>> = {
  timestamp: 'a timestamp such as 2021-01-31 23:59:59, or null',
  number: 'a number, or null',
  category: `a label (text of at most ${MAX_LABEL_LENGTH} characters, or a number), or null`,
};

/** The inputs that a ride must have for a model to score it. */
export function rideFields({ columns, uses }: Pick<Scorer, 'columns' | 'uses'>): RideField[] {
  return Object.entries(columns).map(([name, { type }]) => ({
    name,
    type,
    required: uses.get(name) === 'value',
  }));
}

type Unreadable = typeof UNREADABLE;

/** A number of a request; NaN for null. Text is refused, unlike in a file of rows. */
export function readNumber(value: unknown): number | Unreadable {
  return typeof value === 'number' || value === null || value === undefined ? parseNumber(value) : UNREADABLE;
}

/** Milliseconds since 1970 on the wall clock of a request; NaN for null. */
export function readTimestamp(value: unknown): number | Unreadable {
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value !== 'string') return UNREADABLE;
  const usual = value.length === USUAL_LENGTH ? readUsual(value) : Number.NaN;
  if (!Number.isNaN(usual)) return usual;
  return TIMESTAMP.test(value) ? parseTimestamp(value) : UNREADABLE;
}

/** Of `2021-01-31 23:59:59`, as nearly every timestamp is written. */
const USUAL_LENGTH = 19;
const [ZERO, DASH, COLON, SPACE, LETTER_T] = [48, 45, 58, 32, 84];
const DAYS_OF_ANY_MONTH = 28;

/** The same without regular expressions, in a tenth of the time; NaN for whatever needs a closer look. */
function readUsual(text: string): number {
  const gap = text.charCodeAt(10);
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || (gap !== SPACE && gap !== LETTER_T))
    return Number.NaN;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return Number.NaN;
  const year = 100 * pair(text, 0) + pair(text, 2);
  const [month, day] = [pair(text, 5), pair(text, 8)];
  const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)];
  // Written so that NaN does not pass.
  const isDate =
    year >= 1000 && year < 3000 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS_OF_ANY_MONTH;
  return isDate && hour < 24 && minute < 60 && second < 60
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : Number.NaN;
}

/** The number of two digits; NaN where they are none. */
function pair(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/** The label of a category of a request; '' for null. */
export function readLabel(value: unknown): string | Unreadable {
  if (typeof value === 'string') return value.length <= MAX_LABEL_LENGTH ? parseLabel(value) : UNREADABLE;
  if (typeof value === 'number' || value === null || value === undefined) return parseLabel(value);
  return UNREADABLE;
}
