import { REQUIRED_CHECK } from '../../github/commit-status.ts';
import { failedWith } from '../../github/request-failure.ts';
import type { ChecklistItem } from '../checklist-item.ts';

/** By rulesets, or by the older protection of a branch. */
export const branchRules: ChecklistItem = {
  title: `The check ${REQUIRED_CHECK} is required on the default branch`,
  how: `Settings → Rules → Rulesets → *Require status checks to pass* → \`${REQUIRED_CHECK}\`. Without it, a model that the gate rejects can be merged.`,
  look: async ({ github: { owner, repo, api }, defaultBranch: branch }) => {
    try {
      const rules = await api.repos.getBranchRules({ owner, repo, branch, per_page: 100 });
      const required = rules.data.flatMap((rule) =>
        rule.type === 'required_status_checks' ? (rule.parameters?.required_status_checks ?? []) : [],
      );
      if (required.some(({ context }) => context === REQUIRED_CHECK)) return { state: 'done' };
      const { data } = await api.repos.getBranch({ owner, repo, branch });
      const contexts = data.protection?.required_status_checks?.contexts ?? [];
      return { state: contexts.includes(REQUIRED_CHECK) ? 'done' : 'open' };
    } catch (error) {
      // Private repositories of a plan without rules are refused an answer.
      if (failedWith(error, 403, 404)) return { state: 'unknown' };
      throw error;
    }
  },
};
