import type { ChecklistItem } from '../checklist-item.ts';

/** Said because everybody who sets up such a thing looks for them. */
export const secrets: ChecklistItem = {
  title: 'No secret is needed: every job uses the token of its run',
  how: 'Nothing to do.',
  look: async () => ({ state: 'done' }),
};
