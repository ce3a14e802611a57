import type { Block } from '../../pipeline/ingest/block.ts';

/** A block written out by hand: numbers as they are, categories as labels. */
export function makeBlock(
  numbers: Record<string, number[]>,
  categories: Record<string, string[]> = {},
): Block {
  const codes: Record<string, Uint16Array> = {};
  const labels: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(categories)) {
    labels[name] = [...new Set(values)];
    codes[name] = Uint16Array.from(values, (value) => labels[name]!.indexOf(value));
  }
  const floats = Object.entries(numbers).map(([name, values]) => [name, Float64Array.from(values)] as const);
  const rows = [...Object.values(numbers), ...Object.values(categories)][0]?.length ?? 0;
  return { rows, numbers: Object.fromEntries(floats), codes, labels };
}
