import type { Contract } from '../contract/schema.ts';
import type { Manifest } from './manifest.ts';
import { modelCard } from './model-card.ts';
import type { VersionMetrics } from './version-folder.ts';

/**
 * card.md of a published version, written anew from its facts: the same bytes, unless somebody changed the card, or this
 * code writes cards otherwise.
 *
 * @param contract the one that the version was made with, by its digest in the manifest
 */
export function cardOfVersion(
  contract: Contract,
  { version, digest, contract: contractDigest, code, run, publishedAt, data }: Manifest,
  { evaluation, verdict }: VersionMetrics,
): string {
  return modelCard({
    contract,
    version,
    digest,
    contractDigest,
    codeDigest: code.digest,
    commit: code.commit,
    run,
    at: publishedAt,
    training: data.training,
    holdout: data.holdout,
    evaluation,
    verdict,
  });
}
