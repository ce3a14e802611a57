import type { Contract } from '../contract/schema.ts';

export type LogicalType = Contract['columns'][string]['type'];

export interface PhysicalType {
  /** The usual name of the type: int64, timestamp[us], string … */
  readonly name: string;
  /** Logical types whose values such a column can hold. */
  readonly holds: readonly LogicalType[];
}

const UNITS: Readonly<Record<string, string>> = {
  SECOND: 's',
  MILLISECOND: 'ms',
  MICROSECOND: 'us',
  NANOSECOND: 'ns',
};

type Row = [arrow: RegExp, name: (match: RegExpExecArray) => string, holds: LogicalType[]];

/** By what Arrow prints. A type that is not in this table holds nothing that a contract can ask for. */
const PHYSICAL_TYPES: readonly Row[] = [
  // A column that is null throughout is often written without a type of its own.
  [/^Null$/, () => 'null', ['timestamp', 'number', 'category']],
  [/^(Int|Uint)(\d+)$/, (m) => `${m[1]!.toLowerCase()}${m[2]}`, ['number', 'category']],
  [/^Float(\d+)$/, (m) => `float${m[1]}`, ['number', 'category']],
  [/^Decimal\[(\d+)e([+-]?\d+)\]$/, (m) => `decimal(${m[1]}, ${Number(m[2])})`, ['number']],
  [/^Bool$/, () => 'bool', ['number', 'category']],
  [/^(Large)?Utf8(View)?$/, () => 'string', ['category']],
  [/^Timestamp<(\w+)>$/, (m) => `timestamp[${UNITS[m[1]!]}]`, ['timestamp']],
  // A zone other than UTC would need its clock to be read; values would silently move by hours.
  [/^Timestamp<(\w+), (?:UTC|Etc\/UTC|\+00:00)>$/, (m) => `timestamp[${UNITS[m[1]!]}, UTC]`, ['timestamp']],
  [/^Timestamp<(\w+), (.+)>$/, (m) => `timestamp[${UNITS[m[1]!]}, ${m[2]}]`, []],
  [/^Date32/, () => 'date32', ['timestamp']],
  [/^Date64/, () => 'date64', ['timestamp']],
];

/** Cells of a text file: what they hold shows only when they are parsed. */
export const TEXT: PhysicalType = { name: 'text', holds: ['timestamp', 'number', 'category'] };

/** Values of a JSON document, likewise. */
export const JSON_VALUE: PhysicalType = { name: 'json', holds: TEXT.holds };

/** Names an Arrow type, given as Arrow prints it, and says what it can hold. */
export function describeType(arrow: string): PhysicalType {
  const dictionary = /^Dictionary<[^,]+, (.+)>$/.exec(arrow);
  if (dictionary) {
    const { name, holds } = describeType(dictionary[1]!);
    return { name: `dictionary<${name}>`, holds };
  }
  for (const [pattern, name, holds] of PHYSICAL_TYPES) {
    const match = pattern.exec(arrow);
    if (match) return { name: name(match), holds };
  }
  return { name: arrow.toLowerCase(), holds: [] };
}
