import type { Vector } from 'apache-arrow';
import type { Block } from './block.ts';
import { ColumnRoom } from './column-room.ts';
import { LabelDictionary } from './label-dictionary.ts';
import type { LogicalType } from './physical-type.ts';
import { readCategories } from './read-categories.ts';
import { readLooseCategories, readLooseNumbers, readLooseTimestamps } from './read-loose.ts';
import { readNumbers } from './read-numbers.ts';
import { readTimestamps } from './read-timestamps.ts';
import type { ResolvedSchema } from './resolve-columns.ts';
import { isLoose, type SourceBatch } from './row-source.ts';

/** Turns the batches of one source into blocks. */
export interface Normalizer {
  /** Columns to ask the source for. */
  readonly sourceColumns: readonly string[];
  /** Codes are shared by all blocks of a normalizer: a later block's labels only add to an earlier one's. */
  normalize(batch: SourceBatch): Block;
}

const FLOAT_READERS = {
  number: { arrow: readNumbers, loose: readLooseNumbers },
  timestamp: { arrow: readTimestamps, loose: readLooseTimestamps },
} as const satisfies Record<Exclude<LogicalType, 'category'>, unknown>;

/**
 * Maps a source's columns to the contract's names and logical types, whatever their widths and units.
 *
 * @param passing whether a block is done with when the next is asked for, which then takes its place in memory
 */
export function createNormalizer({ file, columns }: ResolvedSchema, passing = false): Normalizer {
  const dictionaries = new Map(
    columns
      .filter(({ type }) => type === 'category')
      .map(({ name }) => [name, new LabelDictionary(name, file)]),
  );
  const rooms = columns.map(() => new ColumnRoom());

  const normalize = (batch: SourceBatch): Block => {
    const numbers: Record<string, Float64Array> = {};
    const codes: Record<string, Uint16Array> = {};
    const labels: Record<string, readonly string[]> = {};
    for (const [c, { name, type, source }] of columns.entries()) {
      const room = passing ? rooms[c]! : new ColumnRoom();
      const vector = batch.column(source);
      const place = { file, column: source };
      if (type !== 'category') {
        const read = FLOAT_READERS[type];
        numbers[name] = isLoose(vector) ? read.loose(vector, place) : read.arrow(oneChunk(vector), room);
        continue;
      }
      const dictionary = dictionaries.get(name)!;
      codes[name] = isLoose(vector)
        ? readLooseCategories(vector, place, dictionary)
        : readCategories(oneChunk(vector), dictionary, room);
      labels[name] = dictionary.labels();
    }
    return { rows: batch.rows, numbers, codes, labels };
  };
  return { sourceColumns: [...new Set(columns.map(({ source }) => source))], normalize };
}

/** A record batch's column is one chunk; the readers go straight to its buffers. */
function oneChunk(vector: Vector): Vector {
  if (vector.data.length > 1) throw new RangeError('a batch holds one chunk a column');
  return vector;
}
