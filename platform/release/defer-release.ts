import { parseLock } from '../../pipeline/ingest/lock.ts';
import type { GitHub } from '../github/client.ts';
import { dispatch } from '../github/dispatch.ts';
import { textAt } from '../github/file-at.ts';
import { findOpen } from './release-pull-request.ts';
import { branchOf } from './release-request.ts';

export interface Deferral {
  readonly model: string;
  /** The default branch. */
  readonly branch: string;
  /** The newest month that this run judged on. */
  readonly newest: string;
  /** Workflow that finds newer months. */
  readonly workflow: string;
}

/**
 * Leaves an open release that was made from newer months to the workflow that found them: judged without them, it would
 * be taken back although nothing is wrong with it.
 *
 * @returns why, as a sentence; undefined where there is no such release
 */
export async function deferRelease(
  github: GitHub,
  { model, branch, newest, workflow }: Deferral,
): Promise<string | undefined> {
  const release = { kind: 'release', model } as const;
  if ((await findOpen(github, release)) === undefined) return undefined;
  const file = `models/${model}/data.lock.json`;
  const text = await textAt(github, file, branchOf(release));
  const newer =
    text === undefined ? [] : Object.keys(parseLock(text, file).months).filter((month) => month > newest);
  if (newer.length === 0) return undefined;
  // Asked for: by its policy it has answered those months, and would wait for the next.
  await dispatch(github, workflow, branch, { model, asked: 'true' });
  return `The open release was made from ${newer.sort().join(', ')}, which this run has not: ${workflow} was started to judge it anew.`;
}
