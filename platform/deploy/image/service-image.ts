import { sha256 } from '../../../pipeline/digest/digest.ts';
import { runGit } from '../../git/ask-git.ts';

export const REGISTRY = 'ghcr.io';

/** What goes into an image besides the model: whatever the Dockerfile copies, and itself. */
const SOURCES = ['package.json', 'package-lock.json', 'tsconfig.json', 'pipeline', 'platform', 'service'];
const DIGITS = 12;

/** The container of a model's champion, by its addresses in the registry. */
export interface ServiceImage {
  readonly name: string;
  /** Of what went into it: the same sources are the same address, so that what is there need not be made again. */
  readonly exact: string;
  /** Of the version; the newest image of it. */
  readonly version: string;
  /** Of what is live; moved last of all. */
  readonly production: string;
}

/** Addresses of the image that the commit checked out in `root` makes of a version of a model. */
export function serviceImage(
  root: string,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  model: string,
  version: string,
): ServiceImage {
  const name = `${REGISTRY}/${owner}/${repo}/${model}`.toLowerCase();
  const trees = runGit(root, ['rev-parse', ...[...SOURCES, `models/${model}`].map((path) => `HEAD:${path}`)]);
  const sources = sha256(new TextEncoder().encode(trees)).slice(0, DIGITS);
  return {
    name,
    exact: `${name}:${version}-${sources}`,
    version: `${name}:${version}`,
    production: `${name}:production`,
  };
}
