import { RatchetError } from '../../pipeline/errors.ts';
import { askGit } from '../git/ask-git.ts';
import { type GitHub, openGitHub } from './client.ts';

/** What a terminal's environment says of GitHub. */
export interface GitHubAccess {
  readonly token: string | undefined;
  /** Address of the API, where it is not that of the clone's own server. */
  readonly apiUrl: string | undefined;
}

/** Access by the variables that GitHub's own command line reads. */
export const githubAccess = (environment: NodeJS.ProcessEnv): GitHubAccess => ({
  token: environment['GH_TOKEN'] || environment['GITHUB_TOKEN'] || undefined,
  apiUrl: environment['GITHUB_API_URL'] || undefined,
});

/** Addresses of a remote: by ssh, as user@host:path too, and by https; the last two parts name the repository. */
const REMOTE = /^(?:\w+:\/\/)?(?:[^@/]+@)?([^:/]+(?::\d+)?)[:/](?:.*\/)?([^/]+)\/([^/]+?)(?:\.git)?\/?$/;

/** Opens the repository that a clone came from. Throws a RatchetError `usage` where it cannot be told, or no token is set. */
export function openGitHubHere(
  root: string,
  { token, apiUrl }: GitHubAccess,
  log: (text: string) => void,
): GitHub {
  if (token === undefined) {
    throw new RatchetError('usage', 'GitHub is asked with a token, and none is set', {
      hint: 'set GH_TOKEN, for example to what `gh auth token` prints',
    });
  }
  const remote = askGit(root, ['remote', 'get-url', 'origin']) ?? '';
  const [, host, owner, repo] = REMOTE.exec(remote) ?? [];
  if (host === undefined || owner === undefined || repo === undefined) {
    throw new RatchetError(
      'usage',
      `the remote origin is ${remote || 'not set'}, which names no repository`,
      {
        hint: 'run this in a clone of the repository on GitHub',
      },
    );
  }
  const own = host === 'github.com' ? 'https://api.github.com' : `https://${host}/api/v3`;
  return openGitHub({ token, owner, repo, apiUrl: apiUrl ?? own, log });
}
