import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { cardOfVersion } from '../../pipeline/publish/card-of-version.ts';
import { versionPath } from '../../pipeline/publish/version-folder.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { PublishedVersion } from './published.ts';

export interface CheckedCard {
  /** The card as its facts give it. */
  readonly card: string;
  /** The first line in which the stored one is another; undefined where it is the same. */
  readonly difference:
    | { readonly line: number; readonly expected: string; readonly found: string }
    | undefined;
}

/**
 * Writes the card of a version anew from its manifest, metrics and contract, and compares the stored one with it.
 *
 * @throws RatchetError `undecided` where model.yaml is not the one that the version was made with
 */
export function checkCard(
  { dir, contract, contractDigest }: ModelFolder,
  { version, manifest, metrics }: PublishedVersion,
): CheckedCard {
  if (manifest.contract !== contractDigest) {
    throw new RatchetError('undecided', `model.yaml is not the one that ${version} was made with`, {
      hint: `check out the commit that published ${version}`,
    });
  }
  const card = cardOfVersion(contract, manifest, metrics);
  const path = join(dir, versionPath(version), 'card.md');
  const [facts, stored] = [card, existsSync(path) ? readFileSync(path, 'utf8') : ''].map((text) =>
    text.split('\n'),
  );
  const at = Array.from({ length: Math.max(facts!.length, stored!.length) }, (_, i) => i).find(
    (i) => facts![i] !== stored![i],
  );
  const textAt = (lines: readonly string[], i: number) => lines[i] ?? 'nothing';
  return {
    card,
    difference:
      at === undefined
        ? undefined
        : { line: at + 1, expected: textAt(facts!, at), found: textAt(stored!, at) },
  };
}
