import type { Block } from '../ingest/block.ts';

/** Rows taken from many blocks, as one block with labels of its own. */
export class RowSample {
  readonly #every: number;
  readonly #numbers: Record<string, number[]> = {};
  readonly #codes: Record<string, number[]> = {};
  readonly #labels: Record<string, Map<string, number>> = {};
  #seen = 0;
  #rows = 0;

  /** @param every so many-th row is taken */
  constructor(every: number) {
    this.#every = Math.max(1, Math.floor(every));
  }

  /** @param among positions of the rows that may be taken; all where left out */
  add({ rows: all, numbers, codes, labels }: Block, among?: Uint32Array): void {
    const rows = among?.length ?? all;
    const taken: number[] = [];
    const first = (this.#every - (this.#seen % this.#every)) % this.#every;
    for (let i = first; i < rows; i += this.#every) taken.push(among ? among[i]! : i);
    for (const [name, values] of Object.entries(numbers)) {
      const column = placeOf(this.#numbers, name);
      for (const row of taken) column.push(values[row]!);
    }
    for (const [name, values] of Object.entries(codes)) {
      const column = placeOf(this.#codes, name);
      const known = labels[name]!;
      for (const row of taken) column.push(this.#codeOf(name, known[values[row]!]!));
    }
    this.#rows += taken.length;
    this.#seen += rows;
  }

  block(): Block {
    const entries = <V, W>(of: Record<string, V>, convert: (value: V) => W) =>
      Object.fromEntries(Object.entries(of).map(([name, value]) => [name, convert(value)]));
    return {
      rows: this.#rows,
      numbers: entries(this.#numbers, (values) => Float64Array.from(values)),
      codes: entries(this.#codes, (values) => Uint16Array.from(values)),
      labels: entries(this.#labels, (labels) => [...labels.keys()]),
    };
  }

  #codeOf(name: string, label: string): number {
    this.#labels[name] ??= new Map();
    const labels = this.#labels[name];
    const known = labels.get(label);
    if (known !== undefined) return known;
    labels.set(label, labels.size);
    return labels.size - 1;
  }
}

function placeOf(columns: Record<string, number[]>, name: string): number[] {
  columns[name] ??= [];
  return columns[name];
}
