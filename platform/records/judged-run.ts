import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { verdictSchema } from '../../pipeline/gate/verdict.ts';
import { dataFileSchema } from '../../pipeline/publish/manifest.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { candidateDir, readCandidate, readDocument } from '../run/candidate.ts';
import { changeReportPath, readChangeReport } from '../run/change-report.ts';
import type { Workspace } from '../run/workspace.ts';
import { makeRunRecord, type RunOrigin } from './make-run-record.ts';

/**
 * Record of the run whose candidate lies judged in the workspace; undefined where nothing was trained, or nothing
 * judged, so that there is nothing to tell.
 *
 * @throws RatchetError `data` where a document is not what it was
 */
export function judgedRun(workspace: Workspace, origin: RunOrigin): RunRecord | undefined {
  const dir = candidateDir(workspace.outDir, workspace.folder.name);
  const verdictPath = join(dir, 'verdict.json');
  if (!existsSync(verdictPath) || !existsSync(changeReportPath(workspace))) return undefined;
  const { evaluation, costs } = readChangeReport(workspace);
  return makeRunRecord(
    {
      candidate: readCandidate(dir),
      holdout: readDocument(join(dir, 'holdout.json'), z.array(dataFileSchema)),
      evaluation,
      judged: { verdict: readDocument(verdictPath, verdictSchema), latencyMs: costs.latencyMs },
    },
    origin,
  );
}
