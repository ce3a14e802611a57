import { sha256 } from '../digest/digest.ts';
import { checkVersion } from './check-version.ts';
import type { FolderFinding } from './folder-finding.ts';
import type { LockedMonth } from './locked-month.ts';
import { type ModelFolder, readText } from './model-folder.ts';
import { readRegistry } from './registry.ts';
import type { RegistryEvent } from './registry-event.ts';
import { championOf } from './registry-state.ts';
import { versionPath } from './version-folder.ts';

const REGISTRY = 'registry.jsonl';
const RESTORE = 'Restore it from git history.';

/**
 * Everything that is broken in a model's folder, each named: the registry's chain, the files and the digest of every
 * version, the champion, and the embedded months against their lock. No findings: whole. Never throws.
 */
export function checkModelFolder(folder: ModelFolder, locked: readonly LockedMonth[]): FolderFinding[] {
  const paths = folder.list();
  const { events, findings } = checkRegistry(folder, paths);
  const registered = events.flatMap((event) => (event.event === 'registered' ? [event] : []));
  return [
    ...findings,
    ...registered.flatMap((event) =>
      guard(versionPath(event.version), () => checkVersion(folder, event, locked)),
    ),
    ...strayVersions(paths, registered),
    ...locked.flatMap((month) => checkData(folder, month)),
    ...strayData(paths, locked),
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

function checkData(folder: ModelFolder, { period, file, sha256: expected }: LockedMonth): FolderFinding[] {
  // Months that are not embedded are fetched when they are needed.
  if (file === undefined) return [];
  return guard(file, () => {
    const bytes = folder.read(file);
    const found = bytes ? `sha256 ${sha256(bytes)}` : 'no such file';
    if (found === `sha256 ${expected}`) return [];
    const fix = `${RESTORE} If ${period} was published anew, ingest it again and have the lock reviewed.`;
    return [finding('error', file, `sha256 ${expected}`, found, fix)];
  });
}

function strayData(paths: readonly string[], locked: readonly LockedMonth[]): FolderFinding[] {
  const known = new Set(locked.map(({ file }) => file));
  const strays = paths.filter((path) => path.startsWith('data/') && !known.has(path)).sort();
  return strays.map((path) =>
    finding('warning', path, 'an entry in data.lock.json', 'none', 'Ingest the month, or delete the file.'),
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
