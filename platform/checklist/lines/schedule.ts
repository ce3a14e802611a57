import { failedWith } from '../../github/request-failure.ts';
import type { ChecklistItem } from '../checklist-item.ts';

export const schedule: ChecklistItem = {
  title: 'Continuous training is scheduled',
  how: 'Actions → *Continuous training* → Enable workflow. GitHub disables schedules of a fork, and of a public repository that saw no commit for 60 days; each run of it keeps it enabled.',
  look: async ({ github: { owner, repo, api } }) => {
    try {
      const workflow = { owner, repo, workflow_id: 'continuous-training.yml' };
      const { data } = await api.actions.getWorkflow(workflow);
      return { state: data.state === 'active' ? 'done' : 'open' };
    } catch (error) {
      if (failedWith(error, 404)) return { state: 'open' };
      if (failedWith(error, 403)) return { state: 'unknown' };
      throw error;
    }
  },
};
