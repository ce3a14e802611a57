import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleSheet as reportStyle } from '../pipeline/report/document/style-sheet.ts';

/** The looks of a report, and what a site has beside: one set of colours for both. */
export function styleSheet(): string {
  return `${reportStyle}\n${readFileSync(join(import.meta.dirname, 'style.css'), 'utf8')}`;
}
