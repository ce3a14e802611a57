import type { ChecklistItem } from '../checklist-item.ts';

export const pages: ChecklistItem = {
  title: 'GitHub Pages is on',
  how: 'Settings → Pages → Source: *GitHub Actions*. Only the site needs it; run `site.yml` afterwards.',
  optional: true,
  look: async ({ github: { owner, repo, api } }) => {
    const { data } = await api.repos.get({ owner, repo });
    return { state: data.has_pages ? 'done' : 'open' };
  },
};
