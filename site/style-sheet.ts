import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleSheet as reportStyle } from '../pipeline/report/document/style-sheet.ts';

/** What the sheets under style/ are about; a later one may refine an earlier one. */
const SHEETS = [
  'frame',
  'form',
  'combobox',
  'predictions',
  'bars',
  'health',
  'errors',
  'drift',
  'cards',
  'events',
  'version',
  'comparison',
  'models',
] as const;

/** The looks of a report, and what a site has beside: one set of colours for both. */
export function styleSheet(): string {
  const sheets = SHEETS.map((name) =>
    readFileSync(join(import.meta.dirname, 'style', `${name}.css`), 'utf8'),
  );
  return [reportStyle, ...sheets].join('\n');
}
