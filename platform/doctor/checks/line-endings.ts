import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { error, type RepositoryCheck } from '../check.ts';

const FILE = '.gitattributes';
const RULE = ['models/**', '-text'] as const;

/** Git leaves the bytes under models/ as they are: digests cover bytes, and some clients rewrite line endings. */
export const lineEndings: RepositoryCheck = {
  title: 'Git keeps line endings out of digests',
  file: FILE,
  check: ({ root }) => {
    const path = join(root, FILE);
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/) : [];
    const [pattern, attribute] = RULE;
    const hasRule = lines.some((line) => {
      const [first, ...attributes] = line.trim().split(/\s+/);
      return first === pattern && attributes.includes(attribute);
    });
    if (hasRule) return [];
    const found = existsSync(path) ? 'no such line' : 'no such file';
    return [error(FILE, `the line ${RULE.join(' ')}`, found, `Add it to ${FILE}, and commit.`)];
  },
};
