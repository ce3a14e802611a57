import type { RowTest } from './rule.ts';

/** Marks rows whose number fails a test; null never does. */
export function testNumbers(column: string, low: number, high: number): RowTest {
  return ({ block }, hits) => markOutside(block.numbers[column]!, low, high, hits);
}

function markOutside(values: Float64Array, low: number, high: number, hits: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low || value > high) {
      hits[i] = 1;
      count++;
    }
  }
  return count;
}

/** Marks rows whose label fails a test, which is asked once a label. */
export function testLabels(column: string, fails: (label: string) => boolean): RowTest {
  return ({ block }, hits) => {
    const bad = Uint8Array.from(block.labels[column]!, (label) => (fails(label) ? 1 : 0));
    if (!bad.includes(1)) return 0;
    const codes = block.codes[column]!;
    let count = 0;
    for (let i = 0; i < codes.length; i++) {
      if (bad[codes[i]!] === 1) {
        hits[i] = 1;
        count++;
      }
    }
    return count;
  };
}

/** Marks rows that hold nothing. */
export function testNulls(column: string, isCategory: boolean): RowTest {
  if (isCategory) return testLabels(column, (label) => label === '');
  return ({ block }, hits) => markNulls(block.numbers[column]!, hits);
}

function markNulls(values: Float64Array, hits: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) {
      hits[i] = 1;
      count++;
    }
  }
  return count;
}
