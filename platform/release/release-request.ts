import type { Contract } from '../../pipeline/contract/schema.ts';
import type { CommittedFile } from '../github/commit-files.ts';

/** A change of a model's folder that is to reach the default branch. */
export interface ReleaseRequest {
  readonly kind: 'release' | 'rollback';
  readonly model: string;
  /** The version that becomes champion. */
  readonly version: string;
  readonly digest: string;
  /** The default branch, and the commit of it that was gated: the change follows that commit. */
  readonly branch: string;
  readonly base: string;
  readonly policy: Contract['release']['policy'];
  readonly files: readonly CommittedFile[];
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** Why the gate let it through, in one sentence. */
  readonly reason: string;
  readonly runUrl: string;
  readonly serverUrl: string;
}

/** How far a release came. */
export type Released =
  /** It waits for a person. `because` tells why it did not go further by itself, where the policy wanted it to. */
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      readonly url: string;
      readonly because?: string;
    }
  /** It waits on its branch: nobody but a person may open the pull request. */
  | { readonly kind: 'issue'; readonly number: number; readonly url: string }
  /** It is on the default branch. */
  | { readonly kind: 'landed'; readonly commit: string }
  /** A person closed the very same release before; it is not offered again. */
  | { readonly kind: 'declined'; readonly number: number; readonly url: string }
  /** The default branch went on meanwhile; a new run was started that judges it as it is now. */
  | { readonly kind: 'outdated'; readonly reason: string };

/** Branch of a model's one open release or rollback; ours alone. */
export const branchOf = ({ kind, model }: Pick<ReleaseRequest, 'kind' | 'model'>): string =>
  `ratchet/${kind}/${model}`;

const TRAILERS = {
  model: 'Ratchet-Model',
  version: 'Ratchet-Version',
  digest: 'Ratchet-Digest',
} as const;

/** Message of the commit of a release: what it is, and by trailers what a later run knows it by. */
export function messageOf({ title, reason, model, version, digest, kind }: ReleaseRequest): string {
  const trailers = [
    `${TRAILERS.model}: ${model}`,
    `${TRAILERS.version}: ${version}`,
    `${TRAILERS.digest}: ${kind} ${digest}`,
  ];
  return `${title}\n\n${reason}\n\n${trailers.join('\n')}\n`;
}

/** Which release a commit is of, by its message; undefined for a commit that is none of ours. */
export function releaseIn(message: string): string | undefined {
  return message.match(new RegExp(`^${TRAILERS.digest}: (\\w+ sha256:[0-9a-f]{64})$`, 'm'))?.[1];
}

/** The same of a request. */
export const releaseOf = ({ kind, digest }: ReleaseRequest): string => `${kind} ${digest}`;
