import type { z } from 'zod';
import { sha256 } from '../digest/digest.ts';
import type { FolderFinding } from './folder-finding.ts';
import type { LockedMonth } from './locked-month.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import type { ModelFolder } from './model-folder.ts';
import type { RegistryEvent } from './registry-event.ts';
import { versionDigest } from './version-digest.ts';
import { VERSION_FILES, versionMetricsSchema, versionPath } from './version-folder.ts';

type Registered = Extract<RegistryEvent, { event: 'registered' }>;

const RESTORE = 'Restore it from git history: a version is never changed.';

/** What is broken in the folder of one registered version, and which of its months are locked as others. */
export function checkVersion(
  folder: ModelFolder,
  event: Registered,
  locked: readonly LockedMonth[],
): FolderFinding[] {
  const root = versionPath(event.version);
  const path = `${root}/manifest.json`;
  const bytes = folder.read(path);
  if (!bytes) return [broken(path, 'the manifest of a registered version', 'no such file')];
  const seal = expectEqual(path, 'sha256 in the registry', event.manifest, sha256(bytes));
  const parsed = parseDocument(bytes, manifestSchema);
  if ('fault' in parsed) return [...seal, broken(path, 'a manifest', parsed.fault)];
  const manifest = parsed.document;
  return [
    ...seal,
    ...expectEqual(path, 'version', event.version, manifest.version),
    ...expectEqual(path, 'digest in the registry', event.digest, manifest.digest),
    ...checkFiles(folder, root, manifest),
    ...checkDigest(folder, root, manifest),
    ...checkMetrics(folder, root, event),
    ...checkLock(path, manifest, locked),
  ];
}

function checkFiles(folder: ModelFolder, root: string, { files }: Manifest): FolderFinding[] {
  const named = new Map(files.map((file) => [file.path, file]));
  const missing = VERSION_FILES.filter((name) => !named.has(name)).map((name) =>
    broken(`${root}/manifest.json`, `an entry for ${name}`, 'none'),
  );
  const changed = files.flatMap(({ path, sha256: expected }) => {
    const bytes = folder.read(`${root}/${path}`);
    if (!bytes) return [broken(`${root}/${path}`, `sha256 ${expected}`, 'no such file')];
    return expectEqual(`${root}/${path}`, 'sha256', expected, sha256(bytes));
  });
  const strays = folder
    .list()
    .filter((path) => path.startsWith(`${root}/`))
    .map((path) => path.slice(root.length + 1))
    .filter((name) => name !== 'manifest.json' && !named.has(name))
    .map((name) => ({
      ...broken(`${root}/${name}`, 'an entry in manifest.json', 'none'),
      fix: 'Delete it: it is no part of the version.',
    }));
  return [...missing, ...changed, ...strays];
}

function checkDigest(folder: ModelFolder, root: string, manifest: Manifest): FolderFinding[] {
  const model = folder.read(`${root}/model.json`);
  // That it is missing was said above.
  if (!model) return [];
  const parts = { model: sha256(model), contract: manifest.contract, data: manifest.data.training };
  return expectEqual(
    `${root}/manifest.json`,
    'digest of model, contract and data',
    versionDigest(parts),
    manifest.digest,
  );
}

/** What the registry says of the error has to be what the evaluation says. */
function checkMetrics(folder: ModelFolder, root: string, { digest, holdout }: Registered): FolderFinding[] {
  const path = `${root}/metrics.json`;
  const bytes = folder.read(path);
  // That it is missing was said above.
  if (!bytes) return [];
  const parsed = parseDocument(bytes, versionMetricsSchema);
  if ('fault' in parsed) return [broken(path, 'metrics of a version', parsed.fault)];
  const { evaluation, verdict } = parsed.document;
  return [
    ...expectEqual(path, 'verdict', 'promote', verdict.kind),
    ...expectEqual(path, 'digest that was gated', digest, verdict.inputs['candidate']),
    ...expectEqual(path, 'RMSE in the registry', holdout.rmse, evaluation.models['candidate']?.metrics.rmse),
    ...expectEqual(path, 'rows in the registry', holdout.rows, evaluation.rows),
  ];
}

/** The months that it was made from are the months that the lock has today; what is not locked was not kept. */
function checkLock(path: string, { data }: Manifest, locked: readonly LockedMonth[]): FolderFinding[] {
  return [...data.training, ...data.holdout].flatMap(({ period, sha256: expected }) => {
    const found = locked.find((month) => month.period === period)?.sha256;
    if (found === undefined || found === expected) return [];
    const what = `${period} with sha256 ${expected} in data.lock.json`;
    const fix = `Restore data.lock.json from git history. If ${period} was published anew since, the version cannot be reproduced.`;
    return [{ ...broken(path, what, `sha256 ${found}`), severity: 'warning', fix }];
  });
}

function parseDocument<T>(bytes: Uint8Array, schema: z.ZodType<T>): { document: T } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { document: parsed.data };
  const { path, message } = parsed.error.issues[0]!;
  return { fault: `${path.join('.') || 'the document'}: ${message}` };
}

function expectEqual<T>(file: string, what: string, expected: T, found: T | undefined): FolderFinding[] {
  if (expected === found) return [];
  return [broken(file, `${what} ${expected}`, String(found ?? 'nothing'))];
}

function broken(file: string, expected: string, found: string): FolderFinding {
  return { severity: 'error', file, expected, found, fix: RESTORE };
}
