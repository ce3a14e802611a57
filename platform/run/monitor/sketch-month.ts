import { digestOf } from '../../../pipeline/digest/digest.ts';
import { ColumnRoom } from '../../../pipeline/ingest/column-room.ts';
import { keepRows, targetValues } from '../../../pipeline/ingest/keep-rows.ts';
import { createNormalizer } from '../../../pipeline/ingest/normalize.ts';
import { resolveColumns } from '../../../pipeline/ingest/resolve-columns.ts';
import { RowSample } from '../../../pipeline/monitor/row-sample.ts';
import { ProfileCounter } from '../../../pipeline/validate/profile-counter.ts';
import { findData } from '../../find-data.ts';
import { openRows } from '../../open-rows.ts';
import { searchRequest } from '../ingest-period.ts';
import type { Workspace } from '../workspace.ts';
import type { WatchedData } from './monitor-month.ts';
import { PREDICTED_ROWS } from './monitor-month.ts';

/** Every so many-th row of a file that does not say how many it has is taken for the sample. */
const USUAL_STEP = 8;

/** Reads a month, or the file at a path, once: its profile and a sample of its rows. Nothing is prepared or kept. */
export async function sketchMonth(workspace: Workspace, wanted: string): Promise<WatchedData> {
  const { contract } = workspace.folder;
  const { path, name, period } = await findData({ ...searchRequest(workspace), contract, wanted });
  const source = await openRows(path, name);
  try {
    const schema = resolveColumns(contract, source);
    const normalizer = createNormalizer(schema, true);
    const [targetRoom, keptRoom] = [new ColumnRoom(), new ColumnRoom()];
    const rows = source.rowGroups?.reduce((sum, n) => sum + n, 0);
    const sample = new RowSample(rows === undefined ? USUAL_STEP : rows / PREDICTED_ROWS);
    const counter = new ProfileCounter(contract, period);
    let kept = 0;
    for await (const batch of source.batches(normalizer.sourceColumns)) {
      const block = normalizer.normalize(batch);
      const targets = targetValues(contract.target, block, targetRoom);
      const inRange = keepRows(targets, contract.target.keep, keptRoom);
      counter.add({ block, targets, kept: inRange });
      sample.add(block, inRange);
      kept += inRange.length;
    }
    const profile = counter.profile();
    return {
      period,
      // What was seen of it: to hash the file would take a tenth as long again as to read it.
      digest: digestOf(profile),
      columns: schema.physical.map(([column, type]) => [column, type]),
      profile,
      kept,
      sample: sample.block(),
    };
  } finally {
    source.close();
  }
}
