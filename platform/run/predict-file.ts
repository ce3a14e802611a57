import { realpathSync, statSync } from 'node:fs';
import { RatchetError } from '../../pipeline/errors.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { createNormalizer } from '../../pipeline/ingest/normalize.ts';
import { type ResolvedColumn, resolveColumns } from '../../pipeline/ingest/resolve-columns.ts';
import type { RowSource } from '../../pipeline/ingest/row-source.ts';
import type { Scorer } from '../../pipeline/predict/scorer.ts';
import { WARNING_KINDS, type WarningKind, warningText } from '../../pipeline/predict/scoring-warning.ts';
import type { OutputBatch, OutputColumn, OutputType } from '../write-rows/output-rows.ts';
import { writeRows } from '../write-rows/write-rows.ts';

export interface PredictRequest {
  readonly scorer: Scorer;
  readonly source: RowSource;
  readonly out: string;
  /** What the written file says of the model, where its format has room for that. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly progress?: (done: number, total?: number) => void;
}

/** What was predicted, in sum. */
export interface PredictSummary {
  readonly rows: number;
  /** Rows that have a warning of a kind; kinds without rows are left out. */
  readonly warnings: Readonly<Partial<Record<WarningKind, number>>>;
  /** Mean prediction; NaN of no rows. */
  readonly mean: number;
}

/**
 * Scores a file row by row, as it streams, into another: the columns that the model reads, `<target>_prediction` and
 * `warnings`, in the order of the input.
 *
 * @throws RatchetError `schema` when the file lacks a column that the model reads; as reader and writer do
 */
export async function predictFile({
  scorer,
  source,
  out,
  metadata,
  progress,
}: PredictRequest): Promise<PredictSummary> {
  const schema = resolveColumns(scorer, source);
  const columns = inFileOrder(schema.columns, source);
  const normalizer = createNormalizer(schema);
  const total = source.rowGroups?.reduce((sum, rows) => sum + rows, 0);
  const warnings = new Map<WarningKind, number>();
  let [rows, sum] = [0, 0];

  async function* scored(): AsyncGenerator<OutputBatch> {
    for await (const batch of source.batches(normalizer.sourceColumns)) {
      const block = normalizer.normalize(batch);
      const result = scorer.score(block);
      rows += block.rows;
      for (const prediction of result.predictions) sum += prediction;
      const notes = new Map<number, string>();
      for (const [row, found] of result.warnings) {
        notes.set(row, warningText(found));
        for (const kind of new Set(found.map((warning) => warning.kind)))
          warnings.set(kind, (warnings.get(kind) ?? 0) + 1);
      }
      yield {
        rows: block.rows,
        values: [...columns.map((column) => valuesOf(column, block)), result.predictions, notes],
      };
      progress?.(rows, total);
    }
  }
  const prediction = `${scorer.model.target.name}_prediction`;
  const added: OutputColumn[] = [
    { name: prediction, type: 'number', isDistinct: true },
    { name: 'warnings', type: 'note' },
  ];
  await writeRows(out, { columns: [...columns.map(outputColumn), ...added], batches: scored(), metadata });
  const counted = WARNING_KINDS.flatMap((kind) => (warnings.has(kind) ? [[kind, warnings.get(kind)!]] : []));
  return { rows, warnings: Object.fromEntries(counted), mean: sum / rows };
}

/** Throws a RatchetError `usage` when two paths are one file: it would be gone before it was read. */
export function checkSeparate(input: string, out: string): void {
  const [a, b] = [identityOf(input), identityOf(out)];
  if (a === undefined || a !== b) return;
  throw new RatchetError('usage', `--out ${out} is the input itself`, {
    hint: 'name another file: the input is never overwritten',
  });
}

/** A file by its place on its disk, whatever names lead there; undefined where there is none. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev}:${found.ino}:${found.ino === 0n ? realpathSync(path) : ''}`;
}

function inFileOrder(columns: readonly ResolvedColumn[], { schema }: RowSource): readonly ResolvedColumn[] {
  const order = schema.map(({ name }) => name);
  return columns.toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
}

/** Categories that the source has as integers are written as integers again. */
const INTEGER = /^(int|uint(8|16|32)$)/;

function outputColumn({ name, type, physical }: ResolvedColumn): OutputColumn {
  const types: Record<ResolvedColumn['type'], OutputType> = {
    timestamp: 'timestamp',
    number: 'number',
    category: INTEGER.test(physical) ? 'integer' : 'label',
  };
  return { name, type: types[type], isDistinct: type === 'timestamp' };
}

function valuesOf(
  { name, type }: ResolvedColumn,
  { numbers, codes, labels }: Block,
): OutputBatch['values'][number] {
  return type === 'category' ? { codes: codes[name]!, labels: labels[name]! } : numbers[name]!;
}
