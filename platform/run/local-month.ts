import { findData } from '../find-data.ts';
import { hashFile } from '../hash-file.ts';
import { knownPeriods, searchRequest } from './ingest-period.ts';
import type { Workspace } from './workspace.ts';

/** A month's file on this machine. */
export interface LocalMonth {
  readonly path: string;
  /** What messages call it, the same on any machine. */
  readonly name: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** The file of a month, if it is on this machine. Nothing is fetched, and nothing is held against the lock. */
export async function localMonth(workspace: Workspace, period: string): Promise<LocalMonth | undefined> {
  if (!knownPeriods(workspace).includes(period)) return undefined;
  const { contract } = workspace.folder;
  const { path, name } = await findData({ ...searchRequest(workspace), contract, wanted: period });
  return { path, name, sha256: hashFile(path, name).sha256 };
}
