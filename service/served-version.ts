import { join } from 'node:path';
import { RatchetError } from '../pipeline/errors.ts';
import { Scorer } from '../pipeline/predict/scorer.ts';
import { type TrainingReference, trainingReference } from '../pipeline/predict/training-reference.ts';
import { checkVersion } from '../pipeline/publish/check-version.ts';
import type { RegistryEvent } from '../pipeline/publish/registry-event.ts';
import { RideBatcher } from '../pipeline/serve/ride-batcher.ts';
import { type RideField, rideFields } from '../pipeline/serve/ride-field.ts';
import { smokeTest } from '../pipeline/serve/smoke-test.ts';
import type { ModelFolder } from '../platform/model-folder.ts';
import { type PublishedVersion, readVersion } from '../platform/run/published.ts';
import { storedFiles } from '../platform/stored-files.ts';

/** A version that was found whole, compiled and tried. */
export interface ServedVersion {
  readonly published: PublishedVersion;
  readonly scorer: Scorer;
  readonly reference: TrainingReference;
  readonly fields: readonly RideField[];
  /** What the contract says of the model. */
  readonly about: { readonly title: string; readonly description: string };
  /** Compiled anew for every queue: rides of one queue share its rows. */
  readonly newBatcher: () => RideBatcher;
}

/**
 * Loads a version for service: its files are the very ones that the registry sealed, and it passes its smoke test.
 *
 * @throws RatchetError `registry` where they are not or it does not, `not-found` for a version that nobody registered
 */
export function loadVersion(
  folder: ModelFolder,
  events: readonly RegistryEvent[],
  version: string,
): ServedVersion {
  const registered = events.find((event) => event.event === 'registered' && event.version === version);
  if (registered?.event !== 'registered') {
    throw new RatchetError('not-found', `${folder.name} has no version ${version} to serve`, {
      hint: 'name a registered version under rollout: in model.yaml',
    });
  }
  const broken = checkVersion(storedFiles(folder.dir), registered, []).filter(
    ({ severity }) => severity === 'error',
  );
  if (broken.length > 0) {
    const found = broken.map(
      (finding) => `${finding.file}: expected ${finding.expected}, found ${finding.found}`,
    );
    throw new RatchetError('registry', found.join('\n'), {
      file: join('models', folder.name, broken[0]!.file),
      hint: 'restore the version from git history: a version is never changed',
    });
  }
  const { title, description } = folder.contract;
  const published = readVersion(folder, registered);
  const reference = trainingReference(published.profile);
  const scorer = new Scorer(published.model, reference);
  const newBatcher = () => new RideBatcher(scorer, reference);
  smokeTest(scorer, newBatcher(), reference);
  return {
    published,
    scorer,
    reference,
    fields: rideFields(scorer),
    about: { title, description },
    newBatcher,
  };
}
