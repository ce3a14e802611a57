import { examine } from '../../doctor/examine.ts';
import type { ChecklistItem } from '../checklist-item.ts';

/** What the command `doctor` looks at. */
export const repositoryFiles: ChecklistItem = {
  title: 'Contracts, registries, versions and data are whole',
  how: '`npm run ratchet -- doctor` says what to do about each.',
  look: async ({ root, codeRoot, node }) => {
    const findings = examine({ root, codeRoot, node }).flatMap((result) => result.findings);
    const errors = findings.filter(({ severity }) => severity === 'error');
    return {
      state: errors.length === 0 ? 'done' : 'open',
      found: errors.map(({ file, expected, found }) => `${file}: expected ${expected}, found ${found}`),
    };
  },
};
