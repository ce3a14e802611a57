import type { GitHub } from './client.ts';

/** What a repository says of itself. */
export interface Repository {
  /** In a template nothing is released or deployed: its clones do that. */
  readonly isTemplate: boolean;
  readonly defaultBranch: string;
}

export async function readRepository({ owner, repo, api }: GitHub): Promise<Repository> {
  const { data } = await api.repos.get({ owner, repo });
  return { isTemplate: data.is_template ?? false, defaultBranch: data.default_branch };
}
