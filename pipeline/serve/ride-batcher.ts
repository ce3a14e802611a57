import { BLOCK_ROWS } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
import { UNREADABLE } from '../ingest/parse-cell.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import { categoryWarning, finiteRange, numberWarning, usualValues } from '../predict/column-check.ts';
import { type PredictionCheck, predictionCheck } from '../predict/prediction-check.ts';
import { fallbackOf, type Scorer } from '../predict/scorer.ts';
import type { ScoringWarning } from '../predict/scoring-warning.ts';
import type { TrainingReference } from '../predict/training-reference.ts';
import { type Fault, missingFault, notObjectFault, unknownFault, unreadableFault } from './fault.ts';
import { type RideField, readLabel, readNumber, readTimestamp, rideFields } from './ride-field.ts';

/** Reads one input of a ride into a row; says what is wrong with it, or notes what is unusual. */
interface FieldReader {
  readonly field: RideField;
  /** False where the value cannot be read. */
  readonly read: (value: unknown, row: number) => boolean;
}

/** Stands for every label that was not seen in training: a model cannot tell them apart. */
const UNSEEN = '\u0000unseen';

const NO_WARNINGS: readonly ScoringWarning[] = Object.freeze([]);

/**
 * Rides that come one by one and are scored together: on one row, a model spends ten times as long on its bookkeeping
 * as on the ride. Everything is laid out once, so that a ride allocates nothing but its warnings. Predictions and
 * warnings are those of a Scorer, bit for bit.
 */
export class RideBatcher {
  readonly capacity = BLOCK_ROWS;
  readonly fields: readonly RideField[];
  /** The rides so far: rows from 0 to `length`. */
  readonly block: Block;
  length = 0;
  readonly #names: readonly string[];
  readonly #readers: readonly FieldReader[];
  readonly #predictor: Predictor;
  readonly #check: PredictionCheck;
  readonly #positions = Uint32Array.from({ length: BLOCK_ROWS }, (_, row) => row);
  readonly #out = new Float64Array(BLOCK_ROWS);
  readonly #warnings: (ScoringWarning[] | undefined)[] = new Array(BLOCK_ROWS).fill(undefined);

  constructor(scorer: Pick<Scorer, 'model' | 'columns' | 'uses'>, reference?: TrainingReference) {
    const { model } = scorer;
    this.fields = rideFields(scorer);
    this.#names = this.fields.map(({ name }) => name);
    this.block = layOut(this.fields, model.state.categories);
    this.#readers = this.#compile(model, reference);
    this.#predictor = new Predictor(model);
    this.#check = predictionCheck(model.target, fallbackOf(model, reference));
  }

  /**
   * Reads a ride into the next row, which is then counted; of one that cannot be read, every fault is given and no row
   * is taken. Not to be called when `length` is `capacity`.
   */
  add(ride: unknown): readonly Fault[] | undefined {
    if (typeof ride !== 'object' || ride === null || Array.isArray(ride)) return [notObjectFault('#', ride)];
    const row = this.length;
    this.#warnings[row] = undefined;
    const values = ride as Record<string, unknown>;
    const readers = this.#readers;
    let found = 0;
    for (let i = 0; i < readers.length; i++) {
      const { field, read } = readers[i]!;
      const value = values[field.name];
      if (value !== undefined) found++;
      else if (field.required) return this.#faultsOf(values);
      if (!read(value, row)) return this.#faultsOf(values);
    }
    for (const _ in values) found--;
    if (found !== 0) return this.#faultsOf(values);
    this.length++;
    return undefined;
  }

  /** Scores the rides so far and forgets them; the predictions stay until the next call. */
  score(): Float64Array {
    const n = this.length;
    const out = this.#out;
    // Another object than last time, for other rows: what was read of a block is not read again.
    this.#predictor.predict({ ...this.block }, this.#positions, n, out);
    for (let row = 0; row < n; row++) {
      const prediction = out[row]!;
      if (this.#check.isUsual(prediction)) continue;
      out[row] = this.#check.finite(prediction);
      this.#note(row, this.#check.warning(prediction));
    }
    this.length = 0;
    return out;
  }

  /** Why the prediction of a row is to be taken with care; until the row is taken by another ride. */
  warningsOf(row: number): readonly ScoringWarning[] {
    return this.#warnings[row] ?? NO_WARNINGS;
  }

  #note(row: number, warning: ScoringWarning): void {
    const before = this.#warnings[row];
    if (before) before.push(warning);
    else this.#warnings[row] = [warning];
  }

  /** Every fault of a ride that has one. */
  #faultsOf(ride: Readonly<Record<string, unknown>>): Fault[] {
    const faults = this.#readers.flatMap(({ field, read }): Fault[] => {
      const value = ride[field.name];
      if (value === undefined && field.required) return [missingFault('#', field)];
      return read(value, this.length) ? [] : [unreadableFault('#', field, value)];
    });
    const unknown = Object.keys(ride).filter((name) => !this.#names.includes(name));
    return [...faults, ...unknown.map((name) => unknownFault('#', name, this.#names))];
  }

  #compile(model: Model, reference: TrainingReference | undefined): FieldReader[] {
    const usual = new Map(
      usualValues(model, reference?.ranges ?? {}).map((values) => [values.column, values]),
    );
    return this.fields.map((field): FieldReader => {
      const { name, type } = field;
      const known = usual.get(name);
      if (type === 'category')
        return { field, read: this.#labelReader(name, known?.type === 'category' ? known.seen : undefined) };
      const parse = type === 'number' ? readNumber : readTimestamp;
      const range = known && known.type !== 'category' ? known.range : undefined;
      const [low, high] = range ? finiteRange(range) : [];
      const values = this.block.numbers[name]!;
      const read = (cell: unknown, row: number): boolean => {
        const value = parse(cell);
        if (value === UNREADABLE) return false;
        values[row] = value;
        // Written so that NaN does not pass.
        if (range && !(value >= low! && value <= high!)) this.#note(row, numberWarning(name, value, range));
        return true;
      };
      return { field, read };
    });
  }

  #labelReader(name: string, seen: ReadonlySet<string> | undefined): FieldReader['read'] {
    const labels = this.block.labels[name]!;
    const codeOf = new Map(labels.map((label, code) => [label, code]));
    const unseen = codeOf.get(UNSEEN)!;
    const codes = this.block.codes[name]!;
    return (cell, row) => {
      const label = readLabel(cell);
      if (label === UNREADABLE) return false;
      codes[row] = codeOf.get(label) ?? unseen;
      if (seen && !seen.has(label)) this.#note(row, categoryWarning(name, label));
      return true;
    };
  }
}

function layOut(fields: readonly RideField[], categories: Model['state']['categories']): Block {
  const ofType = (isCategory: boolean) =>
    fields
      .map(({ name, type }) => ({ name, type }))
      .filter(({ type }) => (type === 'category') === isCategory);
  const labels = (name: string) => [...new Set([...(categories[name] ?? []), '', UNSEEN])];
  return {
    rows: BLOCK_ROWS,
    numbers: Object.fromEntries(ofType(false).map(({ name }) => [name, new Float64Array(BLOCK_ROWS)])),
    codes: Object.fromEntries(ofType(true).map(({ name }) => [name, new Uint16Array(BLOCK_ROWS)])),
    labels: Object.fromEntries(ofType(true).map(({ name }) => [name, labels(name)])),
  };
}
