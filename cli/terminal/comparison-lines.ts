import type { ComparisonTable } from '../../pipeline/report/comparison.ts';
import { comparisonColumns } from '../../pipeline/report/comparison-columns.ts';
import { printable } from '../../pipeline/report/printable.ts';
import type { Palette } from './paint.ts';
import { displayWidth, textTable } from './table.ts';

/** The comparison table at the width there is: the least telling columns go first. */
export function comparisonLines(
  comparison: ComparisonTable,
  width: number,
  { strong, faint }: Palette,
): string[] {
  const last = Math.max(...comparisonColumns.map(({ rank }) => rank));
  for (let rank = last; ; rank--) {
    const columns = comparisonColumns
      .filter((column) => column.rank <= rank)
      .map(({ heading, cell, align }) => ({ heading: heading(comparison), cell, align }));
    const rows = comparison.rows.map((row) => {
      const cells = columns.map(({ cell }) => printable(cell(row)));
      return row.role === 'candidate' ? cells.map(strong) : cells;
    });
    const lines = textTable(columns, rows, faint);
    if (rank === 0 || lines.every((line) => displayWidth(line) <= width)) return lines;
  }
}
