import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { contractSchema } from '../../pipeline/contract/schema.ts';

export const NYC_DIR = join(import.meta.dirname, '../../models/nyc-green-taxi');

/** The model that the repository ships with. */
export const NYC = contractSchema.parse(parse(readFileSync(join(NYC_DIR, 'model.yaml'), 'utf8')));

/** An embedded month of it. */
export function nycMonth(period: string): string {
  return join(NYC_DIR, 'data', `green_tripdata_${period}.parquet`);
}
