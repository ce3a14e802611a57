import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { championOf, type VersionRef } from '../../pipeline/publish/registry-state.ts';
import type { GitHub } from '../github/client.ts';
import { textAt } from '../github/file-at.ts';
import { readRef } from '../github/refs.ts';

/** The tag that points at the commit which is live; moved last of all. */
export const productionTag = (model: string): string => `tags/${model}/production`;

/** The champion that a commit's registry names. */
export async function championAt(
  github: GitHub,
  model: string,
  ref: string,
): Promise<VersionRef | undefined> {
  const text = await textAt(github, `models/${model}/registry.jsonl`, ref);
  return text === undefined ? undefined : championOf(parseRegistry(text));
}

/** The version in production; undefined before the first deployment. */
export async function liveVersion(github: GitHub, model: string): Promise<VersionRef | undefined> {
  const commit = await readRef(github, productionTag(model));
  return commit === undefined ? undefined : championAt(github, model, commit);
}
