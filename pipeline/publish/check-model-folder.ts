import { sha256 } from '../digest/digest.ts';
import { type DataLock, parseLock } from '../ingest/lock.ts';
import { checkVersion } from './check-version.ts';
import type { FolderFinding } from './folder-finding.ts';
import { type ModelFolder, readText } from './model-folder.ts';
import { readRegistry } from './registry.ts';
import type { RegistryEvent } from './registry-event.ts';
import { championOf } from './registry-state.ts';
import { versionPath } from './version-folder.ts';

const REGISTRY = 'registry.jsonl';
const LOCK = 'data.lock.json';
const DATA = 'data/';
const RESTORE = 'Restore it from git history.';

/**
 * Everything that is broken in a model's folder, each named: the registry's chain, the files and the digest of every
 * version, the champion, the lock, and the embedded months against it. No findings: whole. Never throws.
 */
export function checkModelFolder(folder: ModelFolder): FolderFinding[] {
  const paths = folder.list();
  const registry = checkRegistry(folder, paths);
  const lock = checkLock(folder);
  const registered = registry.events.flatMap((event) => (event.event === 'registered' ? [event] : []));
  return [
    ...registry.findings,
    ...registered.flatMap((event) =>
      guard(versionPath(event.version), () => checkVersion(folder, event, lock.lock?.months)),
    ),
    ...strayVersions(paths, registered),
    ...lock.findings,
    ...(lock.lock ? checkData(folder, paths, lock.lock) : []),
  ];
}

function checkRegistry(folder: ModelFolder, paths: readonly string[]) {
  let events: readonly RegistryEvent[] = [];
  const findings = guard(REGISTRY, () => {
    const text = readText(folder, REGISTRY);
    if (text === undefined && !paths.some((path) => path.startsWith('versions/'))) {
      const fix = 'Publish a first version.';
      return [finding('warning', REGISTRY, 'a registry', 'no version was published yet', fix)];
    }
    const reading = readRegistry(text ?? '');
    events = reading.events;
    if (reading.fault) {
      const { line, what } = reading.fault;
      const expected = 'an unbroken chain of events';
      return [finding('error', REGISTRY, expected, `line ${line} is broken: ${what}`, RESTORE)];
    }
    if (championOf(events)) return [];
    const fix = 'Roll back to a version, or publish one.';
    return [finding('error', REGISTRY, 'a champion', 'no version is promoted', fix)];
  });
  return { events, findings };
}

function strayVersions(paths: readonly string[], registered: readonly RegistryEvent[]): FolderFinding[] {
  const known = new Set(registered.map(({ version }) => version));
  const found = new Set(paths.flatMap((path) => path.match(/^versions\/([^/]+)/)?.[1] ?? []));
  const strays = [...found].filter((version) => !known.has(version)).sort();
  return strays.map((version) => {
    const fix = `Restore the lines of ${REGISTRY} from git history, or delete the folder if it was never published.`;
    return finding('error', versionPath(version), 'a line that registers it', `${REGISTRY} has none`, fix);
  });
}

function checkLock(folder: ModelFolder): { lock: DataLock | undefined; findings: FolderFinding[] } {
  let lock: DataLock | undefined;
  const findings = guard(LOCK, () => {
    const text = readText(folder, LOCK);
    if (text === undefined) return [finding('error', LOCK, 'a data lock', 'no such file', RESTORE)];
    lock = parseLock(text, LOCK);
    return [];
  });
  return { lock, findings };
}

/** Months may be fetched when they are needed; those that are embedded have to be the ones that were locked. */
function checkData(folder: ModelFolder, paths: readonly string[], lock: DataLock): FolderFinding[] {
  const months = new Map(
    Object.entries(lock.months).map(([period, month]) => [month.file, { period, ...month }]),
  );
  return paths
    .filter((path) => path.startsWith(DATA))
    .sort()
    .flatMap((path) =>
      guard(path, () => {
        const month = months.get(path.slice(DATA.length));
        if (!month) {
          const fix = 'Ingest the month, or delete the file.';
          return [finding('warning', path, `an entry in ${LOCK}`, 'none', fix)];
        }
        const found = sha256(folder.read(path) ?? new Uint8Array());
        if (found === month.sha256) return [];
        const fix = `${RESTORE} If ${month.period} was published anew, ingest it again and have the lock reviewed.`;
        return [finding('error', path, `sha256 ${month.sha256}`, `sha256 ${found}`, fix)];
      }),
    );
}

/** A file that cannot even be read is a finding like any other. */
function guard(file: string, check: () => FolderFinding[]): FolderFinding[] {
  try {
    return check();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [finding('error', file, 'a readable file', message, RESTORE)];
  }
}

function finding(
  severity: FolderFinding['severity'],
  file: string,
  expected: string,
  found: string,
  fix: string,
): FolderFinding {
  return { severity, file, expected, found, fix };
}
