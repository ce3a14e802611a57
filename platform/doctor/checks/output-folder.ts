import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkWritable } from '../../write-files.ts';
import { error, type RepositoryCheck } from '../check.ts';

/** Candidates, reports and caches can be written. */
export const outputFolder: RepositoryCheck = {
  title: 'out/ can be written to',
  file: 'out/',
  check: ({ root }) => {
    const out = join(root, 'out');
    const existed = existsSync(out);
    try {
      checkWritable(out);
      if (!existed) rmSync(out, { recursive: true });
      return [];
    } catch (cause) {
      const found = cause instanceof Error ? cause.message : String(cause);
      return [
        error(
          'out/',
          'a folder that can be written to',
          found,
          'Remove what is in the way, or grant the permission.',
        ),
      ];
    }
  },
};
