import type { Model } from '../../pipeline/model/model.ts';
import type { Profile } from '../../pipeline/validate/profile.ts';
import { candidateDir, readCandidate } from './candidate.ts';
import { CANDIDATE, CHAMPION, MEAN } from './judge-candidate.ts';
import { findVersion, type PublishedVersion } from './published.ts';
import type { Workspace } from './workspace.ts';

/** A model that can be put to work: a published version, or the candidate. */
export interface ScoredModel {
  /** v3, or `candidate`. */
  readonly name: string;
  /** Undefined for the candidate. */
  readonly version: string | undefined;
  readonly digest: string;
  readonly model: Model;
  readonly profile: Profile;
  /** Mean of the target in training, the simplest rival of all. */
  readonly targetMean: number | undefined;
  /** Models of comparison recipes, trained on the same rows; a version has none beside it. */
  readonly comparisons: Readonly<Record<string, Model>>;
}

/**
 * Finds a model by its name: a version, `candidate`, or `champion`.
 *
 * @throws RatchetError `not-found`, `registry`, `data`
 */
export function findScored(
  { folder, outDir }: Pick<Workspace, 'folder' | 'outDir'>,
  name: string,
): ScoredModel {
  if (name !== CANDIDATE) return ofVersion(findVersion(folder, name === CHAMPION ? undefined : name));
  const { model, profile, comparisons, training } = readCandidate(candidateDir(outDir, folder.name));
  const { digest, targetMean } = training;
  return { name, version: undefined, digest, model, profile, targetMean, comparisons };
}

function ofVersion({ version, digest, model, profile, metrics }: PublishedVersion): ScoredModel {
  // The mean predicts the same for every row, and its evaluation says what.
  const targetMean = metrics.evaluation.models[MEAN]?.calibration[0]?.predicted;
  return { name: version, version, digest, model, profile, targetMean, comparisons: {} };
}
