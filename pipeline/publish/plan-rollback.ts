import { RatchetError } from '../errors.ts';
import { appendEvents, parseRegistry } from './registry.ts';
import { championOf, versionsOf } from './registry-state.ts';

export interface RollbackInput {
  /** registry.jsonl as it stands. */
  readonly registry: string;
  /** Version to go back to, such as v2. */
  readonly to: string;
  readonly reason: string;
  readonly at: string;
  readonly by?: string | undefined;
  readonly run?: string | undefined;
  readonly commit?: string | undefined;
}

export type Rollback =
  | {
      readonly kind: 'roll-back';
      readonly from: string | undefined;
      readonly to: string;
      /** Lines to add at the end of registry.jsonl. */
      readonly registryAppend: string;
    }
  | { readonly kind: 'already-champion'; readonly to: string };

/**
 * Plans the way back to a version: the champion is rolled back, so that its digest is not promoted again by itself,
 * and the version promoted. Nothing is deleted.
 *
 * Throws a RatchetError 'not-found' for a version that was never registered, 'registry' for one that was retired and
 * for a broken registry.
 */
export function planRollback({ registry, to, ...origin }: RollbackInput): Rollback {
  const events = parseRegistry(registry);
  const versions = versionsOf(events);
  const target = versions.find(({ version }) => version === to);
  if (!target) {
    const known = versions.map(({ version }) => version).join(', ') || 'none';
    throw new RatchetError('not-found', `There is no version ${to}.`, { hint: `Versions: ${known}.` });
  }
  if (target.status === 'retired') {
    throw new RatchetError('registry', `${to} was retired.`, { hint: 'Choose a version that was not.' });
  }
  const champion = championOf(events);
  if (champion?.version === to) return { kind: 'already-champion', to };
  const { reason, at, by, run, commit } = origin;
  const common = {
    at,
    reason,
    ...(by !== undefined && { by }),
    ...(run !== undefined && { run }),
    ...(commit !== undefined && { commit }),
  };
  const registryAppend = appendEvents(registry, [
    ...(champion ? [{ event: 'rolled-back' as const, ...champion, ...common }] : []),
    { event: 'promoted', version: to, digest: target.digest, basis: 'rollback', ...common },
  ]);
  return { kind: 'roll-back', from: champion?.version, to, registryAppend };
}
