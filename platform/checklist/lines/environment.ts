import { failedWith } from '../../github/request-failure.ts';
import type { ChecklistItem } from '../checklist-item.ts';

/** The environment of deploy.yml, whose deployments tell what was live when. */
const ENVIRONMENT = 'production';

export const environment: ChecklistItem = {
  title: `There is an environment ${ENVIRONMENT}`,
  how: 'Settings → Environments. The first deployment makes it; reviewers that you add have to agree to each one.',
  look: async ({ github: { owner, repo, api } }) => {
    try {
      await api.repos.getEnvironment({ owner, repo, environment_name: ENVIRONMENT });
      return { state: 'done' };
    } catch (error) {
      if (failedWith(error, 404)) return { state: 'open' };
      if (failedWith(error, 403)) return { state: 'unknown' };
      throw error;
    }
  },
};
