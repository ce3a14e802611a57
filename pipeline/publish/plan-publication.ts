import { digestOf, sha256 } from '../digest/digest.ts';
import { RatchetError } from '../errors.ts';
import { appendEvents, parseRegistry } from './registry.ts';
import type { NewEvent } from './registry-event.ts';
import { championOf, nextVersion } from './registry-state.ts';
import { versionDigest } from './version-digest.ts';
import { type PlannedFile, planVersionFolder, type VersionFolderInput } from './version-folder.ts';

export interface PublicationInput extends Omit<VersionFolderInput, 'version' | 'digest'> {
  /** registry.jsonl as it stands; empty before the first version. */
  readonly registry: string;
  /** Who asked for it, where a person did. */
  readonly by?: string | undefined;
}

export type Publication =
  | {
      readonly kind: 'publish';
      readonly version: string;
      readonly digest: string;
      /** Files that do not exist yet, paths from the model's folder. */
      readonly files: readonly PlannedFile[];
      /** Lines to add at the end of registry.jsonl. */
      readonly registryAppend: string;
    }
  | {
      readonly kind: 'already-published';
      readonly version: string;
      readonly digest: string;
      readonly reason: string;
    };

/**
 * Plans how a candidate becomes a version and the champion: files and registry lines, as data. What ships is byte
 * for byte what was gated. Planning the same candidate again finds it published, and plans nothing.
 *
 * Throws a RatchetError 'registry' for a verdict that does not promote, for a model or an evaluation other than the
 * verdict's, for a champion that changed since, and for a broken registry.
 */
export function planPublication(input: PublicationInput): Publication {
  const { verdict, model, contractDigest, training, evaluation, registry } = input;
  const events = parseRegistry(registry);
  const digest = versionDigest({ model: sha256(model), contract: contractDigest, data: training });
  const twin = events.find((event) => event.event === 'registered' && event.digest === digest);
  if (twin) {
    const reason = `Already published as ${twin.version}.`;
    return { kind: 'already-published', version: twin.version, digest, reason };
  }
  if (verdict.kind !== 'promote') {
    throw refusal(
      `The gate did not promote it (${verdict.kind}): ${verdict.reasons.join(' ')}`,
      'Publish only what the gate promotes.',
    );
  }
  if (verdict.inputs['candidate'] !== digest) {
    throw refusal(
      `The gate judged ${verdict.inputs['candidate']}, but model, contract and data give ${digest}.`,
      'Publish the very files that were gated, or gate again.',
    );
  }
  if (verdict.inputs['evaluation'] !== digestOf(evaluation)) {
    throw refusal(
      'The evaluation is not the one that the gate judged by.',
      'Publish with the evaluation that was gated, or gate again.',
    );
  }
  const champion = championOf(events);
  if (verdict.inputs['champion'] !== champion?.digest) {
    throw refusal(
      `The candidate was judged against ${verdict.inputs['champion'] ?? 'no champion'}, but the champion is ${champion ? `${champion.version}, ${champion.digest}` : 'none'}.`,
      'Gate it against the champion of today.',
    );
  }
  const version = nextVersion(events);
  const files = planVersionFolder({ ...input, version, digest });
  const registryAppend = appendEvents(registry, eventsOf(input, version, digest, files));
  return { kind: 'publish', version, digest, files, registryAppend };
}

function eventsOf(
  input: PublicationInput,
  version: string,
  digest: string,
  files: readonly PlannedFile[],
): NewEvent[] {
  const { verdict, evaluation, at, by, run, commit } = input;
  const origin = {
    version,
    digest,
    at,
    ...(by !== undefined && { by }),
    ...(run !== undefined && { run }),
    ...(commit !== undefined && { commit }),
  };
  const { rows, periods, models } = evaluation;
  const { rmse } = models['candidate']!.metrics;
  const trained = input.training.map(({ period }) => period).join(', ');
  return [
    {
      event: 'registered',
      ...origin,
      reason: `Trained on ${trained}, judged on ${periods.join(', ')}.`,
      manifest: sha256(files.find(({ path }) => path.endsWith('/manifest.json'))!.bytes),
      holdout: { periods, rows, rmse },
    },
    {
      event: 'promoted',
      ...origin,
      basis: verdict.kind === 'promote' ? verdict.basis : 'no-worse',
      reason: verdict.reasons[0]!,
    },
  ];
}

function refusal(message: string, hint: string): RatchetError {
  return new RatchetError('registry', message, { hint });
}
