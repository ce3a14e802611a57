import { RatchetError } from '../errors.ts';
import type { RollbackInput } from './plan-rollback.ts';
import { appendEvents, parseRegistry } from './registry.ts';
import { versionsOf } from './registry-state.ts';

/** The same facts as for a rollback; `version` is the one to retire. */
export interface RetirementInput extends Omit<RollbackInput, 'to'> {
  readonly version: string;
}

/**
 * Lines to add at the end of registry.jsonl that take a version out of use: nothing goes back to it any more. Empty
 * where it is retired already.
 *
 * Throws a RatchetError 'not-found' for a version that was never registered, 'registry' for the champion.
 */
export function planRetirement({ registry, version, at, reason, by, run, commit }: RetirementInput): string {
  const events = parseRegistry(registry);
  const state = versionsOf(events).find((other) => other.version === version);
  if (!state)
    throw new RatchetError('not-found', `There is no version ${version}.`, { hint: 'See history.' });
  if (state.status === 'retired') return '';
  if (state.status === 'champion') {
    throw new RatchetError('registry', `${version} is the champion.`, {
      hint: 'Roll back to another version first.',
    });
  }
  const origin = {
    ...(by !== undefined && { by }),
    ...(run !== undefined && { run }),
    ...(commit !== undefined && { commit }),
  };
  return appendEvents(registry, [{ event: 'retired', version, digest: state.digest, at, reason, ...origin }]);
}
