import { canonicalJson } from '../../../pipeline/digest/canonical-json.ts';
import { sha256 } from '../../../pipeline/digest/digest.ts';
import { versionDigest } from '../../../pipeline/publish/version-digest.ts';
import { codeDigest, codeRoot } from '../code-identity.ts';
import { ingestAll } from '../ingest-period.ts';
import { trainModel } from '../train-model.ts';
import type { Workspace } from '../workspace.ts';
import type { Retrained, TrainingOrder } from './retrained.ts';

/** Trains with the code and the contract that are checked out. Writes nothing but the cache. */
export async function trainHere(workspace: Workspace, { recipe, files }: TrainingOrder): Promise<Retrained> {
  const { folder, pool, progress } = workspace;
  const { contractDigest } = folder;
  const periods = await ingestAll(workspace, files);
  const task = progress.start('training', 'passes');
  const data = periods.map((period) => period.data);
  const { model } = await trainModel(folder, recipe, data, pool, (done) => task.update(done));
  task.end();
  const modelBytes = new TextEncoder().encode(`${canonicalJson(model)}\n`);
  const months = periods.map(({ period, month }) => ({ period, sha256: month.sha256 }));
  const digest = versionDigest({ model: sha256(modelBytes), contract: contractDigest, data: months });
  return { digest, contractDigest, codeDigest: codeDigest(codeRoot), modelBytes };
}
