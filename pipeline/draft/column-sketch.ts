import { RatchetError } from '../errors.ts';
import type { LogicalType } from '../ingest/physical-type.ts';
import { readLooseNumbers, readLooseTimestamps } from '../ingest/read-loose.ts';
import { readNumbers } from '../ingest/read-numbers.ts';
import { readTimestamps } from '../ingest/read-timestamps.ts';
import { isLoose, type SourceColumn, type SourceVector } from '../ingest/row-source.ts';

/** What was seen of a column: enough to draft a contract by. */
export interface ColumnSketch {
  /** Its name in the source, and the same as a contract can write it. */
  readonly source: string;
  readonly name: string;
  readonly type: LogicalType;
  readonly rows: number;
  readonly nulls: number;
  /** Different values, MANY at most. */
  readonly distinct: number;
  /** Of numbers. */
  readonly moments: {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly sd: number;
  };
  /** Of timestamps: whether all are midnights. */
  readonly isDaily: boolean;
}

/** Different values are counted up to here. */
export const MANY = 10_000;
const DAY_MS = 86_400_000;
/** Numbers that are names: their sum means nothing. */
const IDENTIFIER = /(^|[^a-z])(id|code|zone|zip|no|type|kind|class)s?$|ID$|Id$/i;

/** Looks at a column, batch by batch, and tells what it holds. */
export class ColumnSketcher {
  readonly #column: SourceColumn;
  /** Types that all cells so far can be read as, the narrowest first. */
  #types: LogicalType[];
  readonly #values = new Set<unknown>();
  #rows = 0;
  #nulls = 0;
  #isDaily = true;
  #numbers = { count: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, mean: 0, squares: 0 };

  constructor(column: SourceColumn) {
    this.#column = column;
    this.#types = (['timestamp', 'number', 'category'] as const).filter((type) =>
      column.holds.includes(type),
    );
  }

  add(vector: SourceVector): void {
    const times = this.#read('timestamp', vector);
    for (const ms of times ?? []) if (ms % DAY_MS !== 0 && !Number.isNaN(ms)) this.#isDaily = false;
    const numbers = times ? undefined : this.#read('number', vector);
    for (const x of numbers ?? []) if (Number.isFinite(x)) this.#addNumber(x);
    const cells: Iterable<unknown> = times ?? numbers ?? (isLoose(vector) ? vector.loose : vector);
    for (const cell of cells) {
      this.#rows++;
      if (cell === null || cell === '' || Number.isNaN(cell)) this.#nulls++;
      else if (this.#values.size < MANY) this.#values.add(cell);
    }
  }

  /** Undefined where there is nothing in it, or nothing that a contract has a type for. */
  sketch(): ColumnSketch | undefined {
    const { name: source } = this.#column;
    const [narrowest] = this.#types;
    if (narrowest === undefined || this.#nulls === this.#rows) return undefined;
    const isName = narrowest === 'number' && this.#types.includes('category') && IDENTIFIER.test(source);
    const { count, min, max, mean, squares } = this.#numbers;
    return {
      source,
      name: nameOf(source),
      type: isName ? 'category' : narrowest,
      rows: this.#rows,
      nulls: this.#nulls,
      distinct: this.#values.size,
      moments: { min, max, mean, sd: Math.sqrt(squares / Math.max(1, count)) },
      isDaily: this.#isDaily,
    };
  }

  /** The cells as a type, as long as all of them have been readable as it. */
  #read(type: 'timestamp' | 'number', vector: SourceVector): Float64Array | undefined {
    if (!this.#types.includes(type)) return undefined;
    const place = { file: '', column: this.#column.name };
    try {
      if (type === 'timestamp')
        return isLoose(vector) ? readLooseTimestamps(vector, place) : readTimestamps(vector);
      return isLoose(vector) ? readLooseNumbers(vector, place) : readNumbers(vector);
    } catch (error) {
      if (!(error instanceof RatchetError) || error.code !== 'schema') throw error;
      this.#types = this.#types.filter((one) => one !== type);
      return undefined;
    }
  }

  /** Mean and sum of squares about it, updated value by value (Welford, 1962). */
  #addNumber(x: number): void {
    const all = this.#numbers;
    all.count++;
    const before = x - all.mean;
    all.mean += before / all.count;
    all.squares += before * (x - all.mean);
    all.min = Math.min(all.min, x);
    all.max = Math.max(all.max, x);
  }
}

/** A name as expressions can hold it: Start Time (UTC) → Start_Time_UTC. */
function nameOf(source: string): string {
  const name = source.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(name) ? name : `column_${name}`;
}
