import { RatchetError } from '../../pipeline/errors.ts';
import { addRecords } from '../../pipeline/records/record-file.ts';
import { type RecordLine, recordPath } from '../../pipeline/records/record-kinds.ts';
import { list, plural } from '../../pipeline/report/format.ts';
import type { GitHub } from '../github/client.ts';
import { commitFiles } from '../github/commit-files.ts';
import { textAt } from '../github/file-at.ts';
import { createRef, fastForward, readRef } from '../github/refs.ts';
import { RECORDS_BRANCH, RECORDS_README } from './records-branch.ts';

const REF = `heads/${RECORDS_BRANCH}`;
/** As many jobs may race for the branch and each still gets its turn. */
const MAX_ATTEMPTS = 10;

/**
 * Adds records to the branch, as one commit; makes the branch where it is missing. What is there already is not written
 * again, so that a job may be made anew. Where another job was faster, its records are read and kept.
 *
 * @returns how many lines were added
 * @throws RatchetError `data` for a broken line, `github` where the branch cannot be written to
 */
export async function appendRecords(github: GitHub, lines: readonly RecordLine[]): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const head = await readRef(github, REF);
    const before = await textsAt(github, lines, head);
    const after = addRecords(lines, (path) => before.get(path) ?? '');
    if (after.size === 0) return 0;
    const files = Array.from(after, ([path, text]) => ({ path, text }));
    const added = files.reduce((sum, { path, text }) => sum + linesOf(text) - linesOf(before.get(path)!), 0);
    const commit = await commitFiles(github, {
      parent: head,
      message: `Record ${list(files.map(({ path }) => path))}: ${plural(added, 'line')}`,
      files: head === undefined ? [{ path: 'README.md', text: RECORDS_README }, ...files] : files,
    });
    const isThere =
      head === undefined ? await createRef(github, REF, commit) : await fastForward(github, REF, commit);
    if (isThere) return added;
  }
  throw new RatchetError(
    'github',
    `others were faster ${MAX_ATTEMPTS} times in writing to ${RECORDS_BRANCH}`,
    {
      hint: 'run the job again',
    },
  );
}

async function textsAt(
  github: GitHub,
  lines: readonly RecordLine[],
  head: string | undefined,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of new Set(lines.map(({ model, kind }) => recordPath(model, kind))))
    texts.set(path, (head && (await textAt(github, path, head))) ?? '');
  return texts;
}

const linesOf = (text: string): number => text.split('\n').filter((line) => line !== '').length;
