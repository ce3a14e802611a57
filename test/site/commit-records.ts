import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addRecords } from '../../pipeline/records/record-file.ts';
import type { RecordLine } from '../../pipeline/records/record-kinds.ts';
import { RECORDS_BRANCH } from '../../platform/records/records-branch.ts';
import { commitAll } from '../cli/parcels.ts';

/** Gives the repository in a folder its branch of records, with these lines. */
export function commitRecords(root: string, lines: readonly RecordLine[]): void {
  const scratch = mkdtempSync(join(tmpdir(), 'ratchet-records-'));
  try {
    for (const [path, text] of addRecords(lines, () => '')) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), text);
    }
    commitAll(scratch);
    execFileSync('git', ['fetch', '--quiet', scratch, `main:refs/heads/${RECORDS_BRANCH}`], { cwd: root });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
