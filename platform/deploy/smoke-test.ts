import type { Asset } from '../../pipeline/deploy/plan-deployment.ts';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { rmseOver } from '../../pipeline/evaluate/rmse-over.ts';
import { modelSchema } from '../../pipeline/model/model.ts';
import type { VersionMetrics } from '../../pipeline/publish/version-folder.ts';
import { createExecutor } from '../executor.ts';
import { ingestAll } from '../run/ingest-period.ts';
import { CANDIDATE } from '../run/judge-candidate.ts';
import type { Workspace } from '../run/workspace.ts';
import type { FoundFile } from '../sources/source-kind.ts';

/** Two sums of the same numbers may differ by so much. */
const RELATIVE_TOLERANCE = 1e-9;

export interface Bundle {
  /** What the repository holds. */
  readonly assets: readonly Asset[];
  /** What was downloaded, by name. */
  readonly downloaded: ReadonlyMap<string, Uint8Array>;
  readonly metrics: VersionMetrics;
  /** Files of the months that it was judged on. */
  readonly judging: readonly FoundFile[];
}

/**
 * Puts the bytes that people will download to work: they are what the repository holds, and model.json gives on its
 * judging months the very error that its papers say.
 *
 * @throws RatchetError `registry` where they are not or it does not
 */
export async function smokeTest(
  workspace: Workspace,
  { assets, downloaded, metrics: { evaluation }, judging }: Bundle,
): Promise<void> {
  for (const { name, sha256: expected } of assets) {
    const bytes = downloaded.get(name);
    const found = bytes === undefined ? 'nothing' : sha256(bytes);
    if (found !== expected) throw failed(`${name}: expected sha256 ${expected}, downloaded ${found}`);
  }
  const model = modelSchema.parse(JSON.parse(new TextDecoder().decode(downloaded.get('model.json'))));
  const contract = { ...workspace.folder.contract, target: model.target };
  const own = { ...workspace, folder: { ...workspace.folder, contract } };
  // By their paths, so that they are not held against a lock that has gone on since.
  const months = await ingestAll(
    own,
    judging.map(({ path }) => path),
  );
  const runRound = createExecutor(
    workspace.pool,
    months.map(({ data }) => data),
  );
  const rmse = await rmseOver(model, contract, runRound);
  const recorded = evaluation.models[CANDIDATE]!.metrics.rmse;
  if (Math.abs(rmse - recorded) <= RELATIVE_TOLERANCE * recorded) return;
  throw failed(
    `model.json gives RMSE ${rmse} on ${evaluation.periods.join(', ')}, its papers say ${recorded}`,
  );
}

function failed(message: string): RatchetError {
  return new RatchetError('registry', `the smoke test failed: ${message}`, {
    hint: 'what is live stays; deploy again, and if it fails again, roll back to a version that passes',
  });
}
