import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../yaml-file.ts';

/** The list of actions that workflows may use, looked through by a person. */
export const PINS_FILE = '.github/pinned-actions.json';

const pinSchema = z.strictObject({
  tag: z.string().regex(/^v\d+\.\d+\.\d+$/),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  /**
   * Repositories that don't depend on each other and pin this tag to this commit; left out where the commit was read
   * from GitHub itself, by `git ls-remote`.
   */
  seenIn: z
    .array(z.string().regex(/^[^/]+\/[^/]+$/))
    .refine((repositories) => new Set(repositories.map((name) => name.split('/')[0])).size >= 3, {
      message: 'repositories of three owners at least',
    })
    .optional(),
});

/** Throws where an entry is not a full tag, a full commit and, where it rests on them, three witnesses. */
export function parsePins(value: unknown) {
  return z.record(z.string().regex(/^[^/]+\/[^/]+$/), pinSchema).parse(value);
}

export const pins = parsePins(JSON.parse(readFileSync(join(ROOT, PINS_FILE), 'utf8')));
