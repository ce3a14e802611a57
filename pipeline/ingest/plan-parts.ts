/** A part is filled up to this many rows. */
const PART_ROWS = 500_000;

/** A range of whole row groups that is prepared as one task. */
export interface PartPlan {
  /** Left out when the file has no row groups and is read whole. */
  readonly rowGroups?: readonly number[];
  /** Rows of the file before the part. */
  readonly firstRow: number;
  /** Rows in the part, where the file says so. */
  readonly rows?: number;
}

/**
 * Splits a file into parts by a rule that depends on the file only: a part takes row groups until the next one would
 * take it past 500,000 rows. Shards never span parts, so the number of threads changes no shard.
 */
export function planParts(rowGroups: readonly number[] | undefined): PartPlan[] {
  if (!rowGroups) return [{ firstRow: 0 }];
  if (rowGroups.length === 0) return [{ rowGroups: [], firstRow: 0, rows: 0 }];
  const parts: { rowGroups: number[]; firstRow: number; rows: number }[] = [];
  let firstRow = 0;
  for (const [group, rows] of rowGroups.entries()) {
    const last = parts.at(-1);
    if (last && last.rows + rows <= PART_ROWS) {
      last.rowGroups.push(group);
      last.rows += rows;
    } else parts.push({ rowGroups: [group], firstRow, rows });
    firstRow += rows;
  }
  return parts;
}
