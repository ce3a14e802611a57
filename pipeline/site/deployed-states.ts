import type { VersionState } from '../publish/registry-state.ts';

/**
 * Versions as production has them: until the registry's champion is deployed, the version before it is the one that is
 * live.
 *
 * @param deployed the version in production; undefined where no deployment is known, so that the registry decides
 */
export function deployedStates(
  states: readonly VersionState[],
  deployed: string | undefined,
): readonly VersionState[] {
  if (deployed === undefined || !states.some(({ version }) => version === deployed)) return states;
  return states.map((state) => {
    if (state.version === deployed) return { ...state, status: 'champion' };
    return state.status === 'champion' ? { ...state, status: 'registered' } : state;
  });
}
