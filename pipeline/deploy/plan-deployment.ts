import { sha256 } from '../digest/digest.ts';
import { RatchetError } from '../errors.ts';
import { checkModelFolder } from '../publish/check-model-folder.ts';
import type { LockedMonth } from '../publish/locked-month.ts';
import { type Manifest, manifestSchema } from '../publish/manifest.ts';
import { type ModelFolder, readText } from '../publish/model-folder.ts';
import { parseRegistry } from '../publish/registry.ts';
import { championOf } from '../publish/registry-state.ts';
import { versionMetricsSchema, versionPath } from '../publish/version-folder.ts';

/** A file of a bundle. */
export interface Asset {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** What of a model goes to production, verified. */
export interface Deployment {
  readonly version: string;
  readonly digest: string;
  readonly manifest: Manifest;
  /** model.json, metrics.json, profile.json, manifest.json and card.md as they lie in the repository. */
  readonly assets: readonly Asset[];
}

/**
 * The champion's bundle, once registry, version, verdict and bytes are seen to belong together.
 *
 * @throws RatchetError `registry` where anything in the folder is broken, or where the gate did not promote the version
 */
export function planDeployment(folder: ModelFolder, locked: readonly LockedMonth[]): Deployment {
  const fault = checkModelFolder(folder, locked).find(({ severity }) => severity === 'error');
  if (fault) throw refused(`${fault.file}: expected ${fault.expected}, found ${fault.found}`, fault.fix);
  const champion = championOf(parseRegistry(readText(folder, 'registry.jsonl') ?? ''));
  if (!champion) throw refused('the registry names no champion', 'Publish a version, or roll back to one.');
  const { version, digest } = champion;
  const place = versionPath(version);
  const manifest = manifestSchema.parse(JSON.parse(readText(folder, `${place}/manifest.json`)!));
  const { verdict } = versionMetricsSchema.parse(JSON.parse(readText(folder, `${place}/metrics.json`)!));
  if (verdict.kind !== 'promote' || verdict.inputs['candidate'] !== digest) {
    throw refused(
      `${version} carries the verdict ${verdict.kind} on ${verdict.inputs['candidate']}, and is ${digest}`,
      'Roll back to a version that the gate promoted.',
    );
  }
  const names = [...manifest.files.map(({ path }) => path), 'manifest.json'];
  const assets = names.map((name) => assetOf(name, folder.read(`${place}/${name}`)!));
  return { version, digest, manifest, assets };
}

export const assetOf = (name: string, bytes: Uint8Array): Asset => ({ name, bytes, sha256: sha256(bytes) });

/** SHA256SUMS as sha256sum reads it. */
export function checksumsOf(assets: readonly Asset[]): Asset {
  const lines = assets.map(({ name, sha256 }) => `${sha256}  ${name}\n`).sort();
  return assetOf('SHA256SUMS', new TextEncoder().encode(lines.join('')));
}

function refused(message: string, hint: string): RatchetError {
  return new RatchetError('registry', `nothing was deployed: ${message}`, { hint });
}
