import type { Block } from '../ingest/block.ts';
import { UNREADABLE } from '../ingest/parse-cell.ts';
import { type Fault, missingFault, notObjectFault, unknownFault, unreadableFault } from './fault.ts';
import { type RideField, readLabel, readNumber, readTimestamp } from './ride-field.ts';

/** Faults shown at most: a batch can hold a million. */
export const MAX_FAULTS = 100;

/** Rides as a block, or what is wrong with them: every fault up to MAX_FAULTS, and how many there are in all. */
export type RidesRead =
  | { readonly block: Block; readonly faults?: never }
  | { readonly block?: never; readonly faults: readonly Fault[]; readonly total: number };

/**
 * Reads rides of a request into a block with their very labels.
 *
 * @param pointerOf pointer of the n-th of these rides in the request
 */
export function readRides(
  fields: readonly RideField[],
  rides: readonly unknown[],
  pointerOf: (row: number) => string,
): RidesRead {
  const columns = fields.map((field) => columnOf(field, rides.length));
  const names = fields.map(({ name }) => name);
  const faults: Fault[] = [];
  let total = 0;
  const report = (fault: Fault) => {
    if (++total <= MAX_FAULTS) faults.push(fault);
  };
  for (const [row, ride] of rides.entries()) {
    const here = pointerOf(row);
    if (typeof ride !== 'object' || ride === null || Array.isArray(ride)) {
      report(notObjectFault(here, ride));
      continue;
    }
    const values = ride as Readonly<Record<string, unknown>>;
    for (const { field, put } of columns) {
      const value = values[field.name];
      if (value === undefined && field.required) report(missingFault(here, field));
      else if (!put(row, value)) report(unreadableFault(here, field, value));
    }
    for (const name in values) if (!names.includes(name)) report(unknownFault(here, name, names));
  }
  return total > 0 ? { faults, total } : { block: blockOf(rides.length, columns) };
}

interface RideColumn {
  readonly field: RideField;
  /** False where the value cannot be read. */
  readonly put: (row: number, value: unknown) => boolean;
  readonly numbers?: Float64Array;
  readonly codes?: Uint16Array;
  readonly labels?: string[];
}

function columnOf(field: RideField, rows: number): RideColumn {
  if (field.type === 'category') return labelColumn(field, rows);
  const parse = field.type === 'number' ? readNumber : readTimestamp;
  const numbers = new Float64Array(rows);
  const put = (row: number, value: unknown) => {
    const number = parse(value);
    if (number === UNREADABLE) return false;
    numbers[row] = number;
    return true;
  };
  return { field, put, numbers };
}

/** A batch has fewer rows than 16 bits have codes. */
function labelColumn(field: RideField, rows: number): RideColumn {
  const codes = new Uint16Array(rows);
  const labels: string[] = [];
  const codeOf = new Map<string, number>();
  const put = (row: number, value: unknown) => {
    const label = readLabel(value);
    if (label === UNREADABLE) return false;
    let code = codeOf.get(label);
    if (code === undefined) {
      code = labels.push(label) - 1;
      codeOf.set(label, code);
    }
    codes[row] = code;
    return true;
  };
  return { field, put, codes, labels };
}

function blockOf(rows: number, columns: readonly RideColumn[]): Block {
  const pick = <T>(of: (column: RideColumn) => T | undefined) =>
    Object.fromEntries(
      columns.flatMap((column) => {
        const found = of(column);
        return found === undefined ? [] : [[column.field.name, found] as const];
      }),
    );
  return {
    rows,
    numbers: pick(({ numbers }) => numbers),
    codes: pick(({ codes }) => codes),
    labels: pick(({ labels }) => labels),
  };
}
