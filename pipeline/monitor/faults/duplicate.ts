import { takeRows } from './columns.ts';
import type { Fault } from './fault.ts';

/** A share of the rows comes twice. */
export const duplicate: Fault = {
  kind: 'duplicate',
  example: 'duplicate:0.02',
  meaning: 'a share of the rows comes twice',
  apply: (block, spec, { random }) => {
    const rows: number[] = [];
    for (let row = 0; row < block.rows; row++) {
      rows.push(row);
      if (random() < (spec.size ?? 0.02)) rows.push(row);
    }
    return takeRows(block, Uint32Array.from(rows));
  },
};
