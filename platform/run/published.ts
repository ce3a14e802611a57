import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { type Model, modelSchema } from '../../pipeline/model/model.ts';
import { type Manifest, manifestSchema } from '../../pipeline/publish/manifest.ts';
import { parseRegistry, type RegistryEvent } from '../../pipeline/publish/registry.ts';
import { anchorOf, championOf, type VersionRef, versionsOf } from '../../pipeline/publish/registry-state.ts';
import {
  type VersionMetrics,
  versionMetricsSchema,
  versionPath,
} from '../../pipeline/publish/version-folder.ts';
import { type Profile, profileSchema } from '../../pipeline/validate/profile.ts';
import type { ModelFolder } from '../model-folder.ts';
import { readDocument } from './candidate.ts';

/** A version as it lies in the repository. */
export interface PublishedVersion extends VersionRef {
  readonly model: Model;
  readonly manifest: Manifest;
  readonly metrics: VersionMetrics;
  readonly profile: Profile;
}

export const registryPath = ({ dir }: ModelFolder): string => join(dir, 'registry.jsonl');

/** Text of the registry, empty before the first version. */
export function readRegistryText(folder: ModelFolder): string {
  return existsSync(registryPath(folder)) ? readFileSync(registryPath(folder), 'utf8') : '';
}

/** Events of the registry. Throws a RatchetError `registry` where its chain is broken. */
export function readRegistry(folder: ModelFolder): RegistryEvent[] {
  return parseRegistry(readRegistryText(folder), `models/${folder.name}/registry.jsonl`);
}

/** Reads a version, parsing every document again. */
export function readVersion({ dir }: ModelFolder, { version, digest }: VersionRef): PublishedVersion {
  const path = join(dir, versionPath(version));
  return {
    version,
    digest,
    model: readDocument(join(path, 'model.json'), modelSchema),
    manifest: readDocument(join(path, 'manifest.json'), manifestSchema),
    metrics: readDocument(join(path, 'metrics.json'), versionMetricsSchema),
    profile: readDocument(join(path, 'profile.json'), profileSchema),
  };
}

/** The version in production, if there is one. */
export function readChampion(folder: ModelFolder): PublishedVersion | undefined {
  const champion = championOf(readRegistry(folder));
  return champion && readVersion(folder, champion);
}

/** What a decision on training asks of the version in production. */
export const championFacts = ({ version, manifest, model, metrics }: PublishedVersion) => ({
  version,
  publishedAt: manifest.publishedAt,
  trainedOn: model.periods,
  judgedOn: metrics.evaluation.periods,
});

/** The version that ties are held to, if there is one. */
export function readAnchor(folder: ModelFolder): PublishedVersion | undefined {
  const anchor = anchorOf(readRegistry(folder));
  return anchor && readVersion(folder, anchor);
}

/** A version by its name, or the champion. Throws a RatchetError `not-found`. */
export function findVersion(folder: ModelFolder, name: string | undefined): PublishedVersion {
  const events = readRegistry(folder);
  const versions = versionsOf(events);
  const wanted = name ?? championOf(events)?.version;
  const found = versions.find(({ version }) => version === wanted);
  if (found) return readVersion(folder, found);
  throw new RatchetError(
    'not-found',
    wanted === undefined ? `${folder.name} has no champion yet` : `${folder.name} has no version ${wanted}`,
    {
      hint:
        versions.length > 0
          ? `versions: ${versions.map(({ version }) => version).join(', ')}`
          : 'publish one first',
    },
  );
}
