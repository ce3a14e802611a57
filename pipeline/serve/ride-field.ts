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
  return typeof value === 'string' && TIMESTAMP.test(value) ? parseTimestamp(value) : UNREADABLE;
}

/** The label of a category of a request; '' for null. */
export function readLabel(value: unknown): string | Unreadable {
  if (typeof value === 'string') return value.length <= MAX_LABEL_LENGTH ? parseLabel(value) : UNREADABLE;
  if (typeof value === 'number' || value === null || value === undefined) return parseLabel(value);
  return UNREADABLE;
}
