import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../pipeline/contract/schema.ts';
import type { Model } from '../pipeline/model/model.ts';
import type { RegistryEvent } from '../pipeline/publish/registry-event.ts';
import { versionsOf } from '../pipeline/publish/registry-state.ts';
import { VERSION_FILES, versionPath } from '../pipeline/publish/version-folder.ts';
import { deployedStates } from '../pipeline/site/deployed-states.ts';
import { type DriftHistory, driftHistory } from '../pipeline/site/drift-history.ts';
import { type ErrorHistory, errorHistory } from '../pipeline/site/error-history.ts';
import { type Health, healthOf } from '../pipeline/site/health.ts';
import { type Incident, incidentsOf } from '../pipeline/site/incidents.ts';
import type { SiteVersion } from '../pipeline/site/site-version.ts';
import { deployedHere } from '../platform/deploy/deployed-here.ts';
import { readLock } from '../platform/run/ingest-period.ts';
import { readRegistry, readVersion } from '../platform/run/published.ts';
import { type Past, readPast } from '../platform/run/site/read-past.ts';
import type { Workspace } from '../platform/run/workspace.ts';

/** A version with what is only read to be handed on. */
export interface ShownVersion extends SiteVersion {
  readonly model: Model;
  /** card.md */
  readonly card: string;
}

/** One model of the repository with all that its pages show. */
export interface SiteModel extends Pick<Past, 'months' | 'runs' | 'hasRecords' | 'missing'> {
  readonly name: string;
  readonly contract: Contract;
  readonly events: readonly RegistryEvent[];
  /** In the order of registration. */
  readonly versions: readonly ShownVersion[];
  readonly errors: ErrorHistory;
  readonly drift: DriftHistory;
  readonly incidents: readonly Incident[];
  readonly health: Health;
  /** Where each locked month came from, by its sha256. */
  readonly sources: ReadonlyMap<string, string>;
  /** The files of every version, byte for byte: path from the model's folder → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads models/<name>, what records tell of it, and what the months at hand say of its versions.
 *
 * @param fetch whether locked months that are not at hand are fetched
 * @throws RatchetError `contract`, `registry` or `data` where a document is broken
 */
export async function readSiteModel(workspace: Workspace, fetch: boolean): Promise<SiteModel> {
  const { folder, root } = workspace;
  const { contract, name } = folder;
  const events = readRegistry(folder);
  const states = deployedStates(versionsOf(events), deployedHere(root, name));
  const files = new Map<string, Uint8Array>();
  const versions = states.map((state): ShownVersion => {
    for (const file of [...VERSION_FILES, 'manifest.json']) {
      const path = `${versionPath(state.version)}/${file}`;
      files.set(path, readFileSync(join(folder.dir, path)));
    }
    const card = new TextDecoder().decode(files.get(`${versionPath(state.version)}/card.md`));
    return { ...readVersion(folder, state), ...state, card };
  });
  const live = versions.find(({ status }) => status === 'champion');
  const { scores, months, runs, hasRecords, missing, ...past } = await readPast(
    workspace,
    versions,
    live,
    fetch,
  );
  const incidents = incidentsOf(past.incidents);
  return {
    name,
    contract,
    events,
    versions,
    errors: errorHistory(versions, scores),
    months,
    drift: driftHistory(months),
    incidents,
    runs,
    hasRecords,
    missing,
    sources: new Map(Object.values(readLock(workspace).months).map((month) => [month.sha256, month.source])),
    health: healthOf({
      contract,
      events,
      versions,
      months,
      incidents: hasRecords ? incidents : undefined,
    }),
    files,
  };
}
