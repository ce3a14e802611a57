import { RatchetError } from '../../../pipeline/errors.ts';
import { checkVersion } from '../../../pipeline/publish/check-version.ts';
import { planRollback, type Rollback } from '../../../pipeline/publish/plan-rollback.ts';
import { storedFiles } from '../../stored-files.ts';
import { writeFiles } from '../../write-files.ts';
import { commitOf } from '../code-identity.ts';
import {
  type PublishedVersion,
  readRegistry,
  readRegistryText,
  readVersion,
  registryPath,
} from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { type ErrorsToday, measureToday } from './measure-today.ts';

export interface RollbackRequest {
  /** Version to go back to. */
  readonly to: string;
  readonly reason: string;
  readonly at: string;
  readonly by?: string | undefined;
  readonly run?: string | undefined;
}

export interface PlannedRollback {
  readonly rollback: Rollback;
  /** Absent where there is nothing to do. */
  readonly errors?: ErrorsToday;
  /** The registry that it was planned on. */
  readonly registry: string;
}

/**
 * Plans the way back to a version and measures what it costs. Nothing is written.
 *
 * @throws RatchetError as planRollback does; `registry` where the version's own files are broken
 */
export async function planVersionRollback(
  workspace: Workspace,
  request: RollbackRequest,
): Promise<PlannedRollback> {
  const { folder, root } = workspace;
  const registry = readRegistryText(folder);
  const rollback = planRollback({ ...request, registry, commit: commitOf(root) });
  if (rollback.kind === 'already-champion') return { rollback, registry };
  return { rollback, registry, errors: await measureToday(workspace, readIntact(workspace, request.to)) };
}

/** Appends a planned rollback to the registry. Throws `registry` where the registry is no longer what it was. */
export function writeRollback({ folder }: Workspace, { rollback, registry }: PlannedRollback): void {
  if (rollback.kind === 'already-champion') return;
  if (readRegistryText(folder) !== registry) {
    throw new RatchetError(
      'registry',
      `models/${folder.name}/registry.jsonl was changed meanwhile; nothing was written`,
      {
        hint: 'run it again',
      },
    );
  }
  writeFiles([{ path: registryPath(folder), content: registry + rollback.registryAppend }]);
}

/** A version whose files are what was registered: a broken one must not come into production. */
function readIntact({ folder }: Workspace, version: string): PublishedVersion {
  const event = readRegistry(folder).find(
    (other) => other.event === 'registered' && other.version === version,
  );
  const faults = event?.event === 'registered' ? checkVersion(storedFiles(folder.dir), event, []) : [];
  const fault = faults.find(({ severity }) => severity === 'error');
  if (!fault) return readVersion(folder, { version, digest: event!.digest });
  throw new RatchetError(
    'registry',
    `${version} is broken: expected ${fault.expected}, found ${fault.found}`,
    {
      file: `models/${folder.name}/${fault.file}`,
      hint: fault.fix,
    },
  );
}
