import { findIssue } from '../../github/marked-issue.ts';
import { ACTIONS_BOT, markerOf } from '../../github/marker.ts';
import { branchOf } from '../../release/release-request.ts';
import type { ChecklistItem } from '../checklist-item.ts';

/** Known by what came of trying: a release that waits for a person, or a pull request that a workflow opened. */
export const pullRequests: ChecklistItem = {
  title: 'Workflows may open pull requests',
  how: 'Settings → Actions → General → *Allow GitHub Actions to create and approve pull requests*. Without it, a release waits on its branch, and an issue carries the link that opens it.',
  look: async ({ github, models }) => {
    const { owner, repo, api } = github;
    for (const model of models)
      if (await findIssue(github, markerOf('release-blocked', model))) return { state: 'open' };
    const kinds = ['release', 'rollback'] as const;
    for (const branch of models.flatMap((model) => kinds.map((kind) => branchOf({ kind, model })))) {
      const head = `${owner}:${branch}`;
      const { data } = await api.pulls.list({ owner, repo, head, state: 'all', per_page: 100 });
      if (data.some(({ user }) => user?.login === ACTIONS_BOT)) return { state: 'done' };
    }
    return { state: 'unknown' };
  },
};
