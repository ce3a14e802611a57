import { BLOCK_ROWS } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import { FloatHistogram } from '../stats/float-histogram.ts';
import { interpolate } from '../stats/interpolate.ts';
import type { ProfileHistogram } from '../validate/profile.ts';
import { toProfileHistogram } from '../validate/profile-histogram.ts';
import { total } from './counts.ts';
import type { Response } from './impact.ts';
import type { PairedColumn } from './pair-counts.ts';
import { RowSample } from './row-sample.ts';

/** Values of a number at which the model is asked; between them it is interpolated. */
const GRID = 24;
const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];

/** How much a model is asked: its answers take the longest part of watching a month. */
export interface ProbeSize {
  /** Rows of the sample, evenly spaced, that every value is put into. */
  readonly rows?: number;
  /** Labels of a column, those whose share has changed most. */
  readonly labels?: number;
}

/** Predictions of a model for a sample of rows, as they are and with a column set to one value (partial dependence: Friedman, 2001). */
export class ModelProbe {
  readonly #predictor: Predictor;
  readonly #sample: Block;
  readonly #rows: Uint32Array;
  readonly #labels: number;
  readonly #out = new Float64Array(BLOCK_ROWS);

  constructor(
    model: Model,
    sample: Block,
    { rows = sample.rows, labels = Number.POSITIVE_INFINITY }: ProbeSize = {},
  ) {
    this.#labels = labels;
    this.#predictor = new Predictor(model);
    const some = new RowSample(sample.rows / rows);
    some.add(sample);
    this.#sample = some.block();
    this.#rows = Uint32Array.from({ length: this.#sample.rows }, (_, i) => i);
  }

  /** Mean prediction of the sample where a column has each of its values; undefined for what the rows do not hold. */
  response(name: string, isTime: boolean, { counts }: PairedColumn): Response | undefined {
    const { numbers, codes } = this.#sample;
    if (isTime) return this.#ofHours(name, counts.names);
    if (codes[name]) return this.#ofLabels(name, counts);
    if (numbers[name]) return this.#ofNumbers(name, counts);
    return undefined;
  }

  #ofHours(name: string, names: readonly string[]): Response {
    const times = this.#sample.numbers[name]!;
    const at = (hour: number) =>
      times.map((ms) => ms - ((((ms % DAY_MS) + DAY_MS) % DAY_MS) - (ms % HOUR_MS)) + hour * HOUR_MS);
    const mean = (column: Float64Array) =>
      this.#mean({ ...this.#sample, numbers: { ...this.#sample.numbers, [name]: column } });
    return { cells: names.map((hour) => mean(at(Number(hour)))), nulls: mean(times) };
  }

  /** Labels that are not asked about count as the rows are: they have hardly moved. */
  #ofLabels(name: string, { names, reference, current }: PairedColumn['counts']): Response {
    const labels = [...new Set([...this.#sample.labels[name]!, ...names, ''])];
    const all = { ...this.#sample.labels, [name]: labels };
    const mean = (label: string) => {
      const column = new Uint16Array(this.#sample.rows).fill(labels.indexOf(label));
      return this.#mean({ ...this.#sample, codes: { ...this.#sample.codes, [name]: column }, labels: all });
    };
    const [n, m] = [Math.max(1, total(reference)), Math.max(1, total(current))];
    const change = (i: number) => Math.abs(reference[i]! / n - current[i]! / m);
    const asked = new Set([...names.keys()].sort((a, b) => change(b) - change(a)).slice(0, this.#labels));
    const usual = this.#mean(this.#sample);
    return { cells: names.map((label, i) => (asked.has(i) ? mean(label) : usual)), nulls: mean('') };
  }

  #ofNumbers(name: string, { values, reference, current }: PairedColumn['counts']): Response {
    const mean = (value: number) => {
      const column = new Float64Array(this.#sample.rows).fill(value);
      return this.#mean({ ...this.#sample, numbers: { ...this.#sample.numbers, [name]: column } });
    };
    const grid = gridOf(
      reference.map((n, i) => n / Math.max(1, total(reference)) + current[i]! / Math.max(1, total(current))),
    );
    const known = grid.map((cell) => mean(values[cell]!));
    const cells = values.map((value, cell) => {
      const right = grid.findIndex((at) => at >= cell);
      if (right <= 0) return known[right < 0 ? known.length - 1 : 0]!;
      const [a, b] = [values[grid[right - 1]!]!, values[grid[right]!]!];
      return interpolate(known[right - 1]!, known[right]!, (value - a) / (b - a));
    });
    return { cells, nulls: mean(Number.NaN) };
  }

  #mean(block: Block): number {
    let sum = 0;
    this.#predict(block, (predictions) => {
      for (const value of predictions) sum += value;
    });
    return sum / Math.max(1, block.rows);
  }

  #predict(block: Block, use: (predictions: Float64Array) => void): void {
    for (let from = 0; from < block.rows; from += BLOCK_ROWS) {
      const rows = this.#rows.subarray(from, from + BLOCK_ROWS);
      this.#predictor.predict(block, rows, rows.length, this.#out);
      use(this.#out.subarray(0, rows.length));
    }
  }
}

/** Distribution of a model's predictions for some rows. */
export function predictionHistogram(model: Model, sample: Block): ProfileHistogram {
  const histogram = new FloatHistogram();
  const predictor = new Predictor(model);
  const rows = Uint32Array.from({ length: sample.rows }, (_, i) => i);
  const out = new Float64Array(BLOCK_ROWS);
  for (let from = 0; from < sample.rows; from += BLOCK_ROWS) {
    const some = rows.subarray(from, from + BLOCK_ROWS);
    predictor.predict(sample, some, some.length, out);
    histogram.add(out, some.length);
  }
  return toProfileHistogram(histogram.toJSON());
}

/** Cells at even steps of the share below them, and the outermost. */
function gridOf(shares: readonly number[]): number[] {
  const all = total(shares);
  const grid = new Set<number>();
  let [seen, next] = [0, 0];
  for (const [cell, share] of shares.entries()) {
    seen += share;
    if (seen < (next * all) / GRID && cell < shares.length - 1) continue;
    grid.add(cell);
    next = Math.floor((seen * GRID) / Math.max(all, Number.MIN_VALUE)) + 1;
  }
  return [...grid];
}
