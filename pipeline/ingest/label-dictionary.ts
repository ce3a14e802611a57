import { RatchetError } from '../errors.ts';

/** Codes are stored in 16 bits; the last one stays free. */
export const MAX_LABELS = 65_535;

/** Integers below this find their code by position, without hashing. */
const DENSE = 65_536;

/** Codes of one category column, in the order in which its labels are first seen; '' is the label of null. */
export class LabelDictionary {
  readonly #column: string;
  readonly #file: string;
  readonly #codes = new Map<string, number>();
  readonly #byNumber = new Map<number, number>();
  readonly #labels: string[] = [];
  #snapshot: readonly string[] = [];
  /** Code of each small integer, -1 where it has none yet. */
  readonly dense = new Int32Array(DENSE).fill(-1);

  constructor(column: string, file: string) {
    this.#column = column;
    this.#file = file;
  }

  /** Labels so far; the very same array until a label is added, so that what is derived from it can be kept. */
  labels(): readonly string[] {
    if (this.#snapshot.length !== this.#labels.length) this.#snapshot = Object.freeze([...this.#labels]);
    return this.#snapshot;
  }

  codeOf(label: string): number {
    return this.#codes.get(label) ?? this.#add(label);
  }

  /** The code of a number's label: 74 and 74.0 are both '74', NaN is null. */
  codeOfNumber(value: number): number {
    const known = this.#byNumber.get(value);
    if (known !== undefined) return known;
    // Adding 0 turns -0 into 0.
    const code = this.codeOf(Number.isNaN(value) ? '' : String(value + 0));
    this.#byNumber.set(value, code);
    if (Number.isInteger(value) && value >= 0 && value < DENSE) this.dense[value] = code;
    return code;
  }

  #add(label: string): number {
    const code = this.#labels.length;
    if (code >= MAX_LABELS) {
      throw new RatchetError(
        'data',
        `${this.#file}: column ${this.#column}: expected a category of at most ${MAX_LABELS} values, found more`,
        { file: this.#file, hint: 'declare the column as a number in model.yaml, or leave it out' },
      );
    }
    this.#labels.push(label);
    this.#codes.set(label, code);
    return code;
  }
}
