import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { championOf } from '../../pipeline/publish/registry-state.ts';
import { askGit } from '../git/ask-git.ts';
import { productionTag } from './live-version.ts';

/**
 * The version in production as the clone in `root` knows it; undefined where it has no tag of a deployment.
 *
 * @throws RatchetError `registry` where the registry of that commit is broken
 */
export function deployedHere(root: string, model: string): string | undefined {
  const registry = `models/${model}/registry.jsonl`;
  const text = askGit(root, ['show', `refs/${productionTag(model)}:${registry}`]);
  return text === undefined ? undefined : championOf(parseRegistry(`${text}\n`, registry))?.version;
}
