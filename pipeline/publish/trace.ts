import { RatchetError } from '../errors.ts';
import { type DataFile, type Manifest, manifestSchema } from './manifest.ts';
import { type ModelFolder, readText } from './model-folder.ts';
import { parseRegistry } from './registry.ts';
import type { RegistryEvent } from './registry-event.ts';
import { championOf, versionsOf } from './registry-state.ts';
import { versionPath } from './version-folder.ts';

/** One link of the chain from a version back to the data. */
export interface TraceLine {
  readonly link:
    | 'version'
    | 'digest'
    | 'event'
    | 'manifest'
    | 'commit'
    | 'code'
    | 'contract'
    | 'run'
    | 'training'
    | 'holdout';
  readonly value: string;
  /** What else there is to say of it; empty where there is nothing. */
  readonly detail: string;
}

/**
 * Where a version came from, link by link: version → events → manifest → commit → code → contract → run → data. The
 * champion, unless a version is given.
 *
 * Throws a RatchetError 'not-found' for a version that was never registered or where there is no champion,
 * 'registry' where the registry or the manifest is broken.
 */
export function traceVersion(folder: ModelFolder, version?: string): TraceLine[] {
  const events = parseRegistry(readText(folder, 'registry.jsonl') ?? '');
  const wanted = version ?? championOf(events)?.version;
  const state = versionsOf(events).find((other) => other.version === wanted);
  if (!state) {
    const known = versionsOf(events).map((other) => other.version);
    throw new RatchetError('not-found', wanted ? `There is no version ${wanted}.` : 'There is no champion.', {
      hint: known.length > 0 ? `Versions: ${known.join(', ')}.` : 'Publish a first version.',
    });
  }
  const path = `${versionPath(state.version)}/manifest.json`;
  const { code, contract, run, data, publishedAt } = readManifest(folder, path);
  return [
    line('version', state.version, state.status),
    line('digest', state.digest),
    ...events.filter((event) => event.version === state.version).map(eventLine),
    line('manifest', path, `published ${publishedAt}`),
    line('commit', code.commit ?? 'not recorded'),
    line('code', code.digest),
    line('contract', contract),
    line('run', run ?? 'not recorded'),
    ...data.training.map((file) => line('training', file.period, fileWords(file))),
    ...data.holdout.map((file) => line('holdout', file.period, fileWords(file))),
  ];
}

const fileWords = ({ rows, sha256, accepted }: DataFile): string =>
  `${rows} rows, sha256 ${sha256}${accepted === undefined ? '' : `, accepted as it was: ${accepted}`}`;

function eventLine({ event, at, by, reason }: RegistryEvent): TraceLine {
  return line('event', event, `${at}${by === undefined ? '' : ` by ${by}`}: ${reason}`);
}

function line(link: TraceLine['link'], value: string, detail = ''): TraceLine {
  return { link, value, detail };
}

function readManifest(folder: ModelFolder, path: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(readText(folder, path) ?? ''));
  } catch (cause) {
    throw new RatchetError('registry', `${path} is missing or broken.`, {
      file: path,
      hint: 'Run doctor: it names what is broken.',
      cause,
    });
  }
}
