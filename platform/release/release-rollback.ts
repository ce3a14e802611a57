import { rollbackText } from '../../pipeline/report/rollback-text.ts';
import type { GitHub } from '../github/client.ts';
import { findVersion } from '../run/published.ts';
import { planVersionRollback } from '../run/rollback/rollback-version.ts';
import type { Workspace } from '../run/workspace.ts';
import { POLICIES } from './policies.ts';
import type { ReleaseOrigin } from './release-candidate.ts';
import type { Released, ReleaseRequest } from './release-request.ts';

export interface RollbackOrder {
  /** Version to go back to. */
  readonly to: string;
  readonly reason: string;
  /** Who asked for it. */
  readonly by: string;
}

export type RollbackRelease =
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'released'; readonly request: ReleaseRequest; readonly released: Released };

/**
 * Brings the way back to a version to the default branch, by the policy of the contract.
 *
 * @throws RatchetError as planVersionRollback does
 */
export async function releaseRollback(
  workspace: Workspace,
  github: GitHub,
  { to, reason, by }: RollbackOrder,
  { at, branch, base, runUrl, serverUrl }: ReleaseOrigin,
): Promise<RollbackRelease> {
  const { folder } = workspace;
  const { rollback, errors, registry } = await planVersionRollback(workspace, {
    to,
    reason,
    by,
    at,
    run: runUrl,
  });
  if (rollback.kind === 'already-champion')
    return { kind: 'nothing', reason: `${to} is the champion already.` };
  const model = folder.name;
  const request: ReleaseRequest = {
    kind: 'rollback',
    model,
    version: to,
    digest: findVersion(folder, to).digest,
    branch,
    base,
    policy: folder.contract.release.policy,
    files: [{ path: `models/${model}/registry.jsonl`, text: registry + rollback.registryAppend }],
    ...rollbackText({ model, reason, by, runUrl, today: errors! }),
    reason,
    runUrl,
    serverUrl,
  };
  return { kind: 'released', request, released: await POLICIES[request.policy](github, request) };
}
