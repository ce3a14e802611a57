import { RatchetError } from '../../../pipeline/errors.ts';
import { type Difference, firstDifference } from '../../../pipeline/publish/first-difference.ts';
import { type CommitStanding, shortCommit, standingOf, standingWords } from '../../git/commit-standing.ts';
import { codeDigest, codeRoot } from '../code-identity.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { trainAtCommit } from './train-at-commit.ts';
import { trainHere } from './train-here.ts';
import { trainingFiles } from './training-files.ts';

/** A version trained once more, beside what was registered. */
export interface Reproduction {
  readonly kind: 'identical' | 'different';
  /** Whose code trained it: what is checked out, or the version's own commit. */
  readonly code: 'here' | 'commit';
  readonly expected: string;
  readonly found: string;
  /** Where the two model.json part ways; absent where they are equal. */
  readonly difference?: Difference;
}

/**
 * Trains a version again from its own manifest and compares digests: with today's code and contract where they are the
 * version's by their digests, otherwise with those of its commit.
 *
 * @param install whether to install the libraries that its commit locks, where those here are others
 * @throws RatchetError `undecided` where neither can be had, or a training month cannot
 */
export async function reproduceVersion(
  workspace: Workspace,
  published: PublishedVersion,
  { install = false }: { readonly install?: boolean | undefined } = {},
): Promise<Reproduction> {
  const { manifest, model, digest } = published;
  const changes = changesSince(workspace, published);
  const commit = changes.length === 0 ? undefined : ownCommit(workspace, published, changes);
  const order = { recipe: model.recipeName, files: await trainingFiles(workspace, published), install };
  const made =
    commit === undefined ? await trainHere(workspace, order) : await trainAtCommit(workspace, commit, order);
  const outcome = {
    code: commit === undefined ? 'here' : 'commit',
    expected: digest,
    found: made.digest,
  } as const;
  if (made.digest === digest) return { kind: 'identical', ...outcome };
  if (made.codeDigest !== manifest.code.digest || made.contractDigest !== manifest.contract) {
    throw new RatchetError(
      'undecided',
      `${published.version} cannot be reproduced: commit ${shortCommit(commit!)} does not hold the code and the contract that it was made with`,
      {
        hint: 'it was made from changes that were not committed; only a version published from a commit can be made again',
      },
    );
  }
  const difference = firstDifference(model, JSON.parse(new TextDecoder().decode(made.modelBytes)));
  return { kind: 'different', ...outcome, ...(difference && { difference }) };
}

/** What decides a version's numbers and is not what it was, as ends of a sentence. */
function changesSince({ folder }: Workspace, { manifest }: PublishedVersion): string[] {
  return [
    ...(codeDigest(codeRoot) === manifest.code.digest ? [] : ['the code has changed since']),
    ...(folder.contractDigest === manifest.contract ? [] : ['the contract has changed since']),
  ];
}

const HINTS: Readonly<Record<Exclude<CommitStanding, 'in-history' | 'elsewhere'>, string>> = {
  shallow: 'fetch the history: git fetch --unshallow',
  older: 'reproduce it in the repository that it was published in',
  'no-git': 'reproduce it in a clone of the repository',
};

/** The version's own commit. Throws `undecided` where it cannot be checked out. */
function ownCommit(
  { root }: Workspace,
  { version, manifest }: PublishedVersion,
  changes: readonly string[],
): string {
  const { commit } = manifest.code;
  const cannot = (why: string, hint: string) =>
    new RatchetError('undecided', `${version} cannot be reproduced: ${[...changes, why].join(', and ')}`, {
      hint,
    });
  if (commit === undefined)
    throw cannot(
      'its manifest names no commit',
      'publish from a git repository, so that versions name theirs',
    );
  const standing = standingOf(root, commit);
  if (standing === 'in-history' || standing === 'elsewhere') return commit;
  throw cannot(`commit ${shortCommit(commit)} is ${standingWords(standing)}`, HINTS[standing]);
}
