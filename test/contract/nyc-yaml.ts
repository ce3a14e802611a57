import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { NYC_DIR } from '../ingest/nyc-contract.ts';

/** model.yaml of the model that the repository ships with. */
export const YAML = readFileSync(join(NYC_DIR, 'model.yaml'), 'utf8');

/** The text with `from` replaced by `to`, and the line, from 1, on which `to` then begins. */
export function edited(from: string, to: string): { text: string; line: number } {
  const at = YAML.indexOf(from);
  if (at < 0) throw new Error(`model.yaml holds no "${from}" any more: edit this test`);
  return { text: YAML.replace(from, () => to), line: YAML.slice(0, at).split('\n').length };
}

/** What a function throws, which must be a RatchetError. */
export function failureOf(run: () => unknown): RatchetError {
  try {
    run();
  } catch (error) {
    if (error instanceof RatchetError) return error;
    throw error;
  }
  throw new Error('expected an error');
}
