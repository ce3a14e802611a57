import type { RowSource } from '../pipeline/ingest/row-source.ts';
import { openRows } from './open-rows.ts';

export interface InspectTask {
  readonly path: string;
  /** What messages call the file. */
  readonly name: string;
}

/** What a file says of itself before a row is read. */
export type FileOutline = Pick<RowSource, 'schema' | 'rowGroups'>;

/** Opens a file for its columns and row groups only. Throws as `openRows` does. */
export async function inspectFile({ path, name }: InspectTask): Promise<FileOutline> {
  const source = await openRows(path, name);
  const { schema, rowGroups } = source;
  source.close();
  return rowGroups ? { schema, rowGroups } : { schema };
}
