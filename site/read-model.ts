import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../pipeline/contract/schema.ts';
import type { Model } from '../pipeline/model/model.ts';
import type { MonitorReport } from '../pipeline/monitor/monitor-report.ts';
import type { RegistryEvent } from '../pipeline/publish/registry-event.ts';
import { versionsOf } from '../pipeline/publish/registry-state.ts';
import { VERSION_FILES, versionPath } from '../pipeline/publish/version-folder.ts';
import { type DriftHistory, driftHistory } from '../pipeline/site/drift-history.ts';
import { type ErrorHistory, errorHistory } from '../pipeline/site/error-history.ts';
import { type Health, healthOf } from '../pipeline/site/health.ts';
import type { SiteVersion } from '../pipeline/site/site-version.ts';
import { openModelFolder } from '../platform/model-folder.ts';
import { readRegistry, readVersion } from '../platform/run/published.ts';

/** A version with what is only read to be handed on. */
export interface ShownVersion extends SiteVersion {
  readonly model: Model;
  /** card.md */
  readonly card: string;
}

/** One model of the repository with all that its pages show. */
export interface SiteModel {
  readonly name: string;
  readonly contract: Contract;
  readonly events: readonly RegistryEvent[];
  /** In the order of registration. */
  readonly versions: readonly ShownVersion[];
  readonly errors: ErrorHistory;
  readonly drift: DriftHistory;
  readonly health: Health;
  /** The newest month that monitoring saw. */
  readonly monitor: MonitorReport | undefined;
  /** The files of every version, byte for byte: path from the model's folder → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads models/<name>.
 *
 * @throws RatchetError `contract`, `registry` or `data` where a document is broken
 */
export function readSiteModel(root: string, name: string, reports: readonly MonitorReport[]): SiteModel {
  const folder = openModelFolder(root, name);
  const events = readRegistry(folder);
  const files = new Map<string, Uint8Array>();
  const versions = versionsOf(events).map((state): ShownVersion => {
    for (const file of [...VERSION_FILES, 'manifest.json']) {
      const path = `${versionPath(state.version)}/${file}`;
      files.set(path, readFileSync(join(folder.dir, path)));
    }
    const card = new TextDecoder().decode(files.get(`${versionPath(state.version)}/card.md`));
    return { ...readVersion(folder, state), ...state, card };
  });
  const { contract } = folder;
  const drift = driftHistory(versions, contract);
  const monitor = reports
    .filter(({ model }) => model === name)
    .reduce<MonitorReport | undefined>(
      (newest, report) => (newest && newest.current.period >= report.current.period ? newest : report),
      undefined,
    );
  return {
    name,
    contract,
    events,
    versions,
    errors: errorHistory(versions),
    drift,
    health: healthOf({ contract, events, versions, drift, monitor }),
    monitor,
    files,
  };
}
