import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { parseRecords } from '../../pipeline/records/record-file.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import type { Workspace } from '../run/workspace.ts';
import { writeFiles } from '../write-files.ts';

type Place = Pick<Workspace, 'outDir'>;

const runsDir = ({ outDir }: Place, model: string): string => join(outDir, 'runs', model);

/** What to do about a file that is kept nowhere else. */
const BROKEN = 'delete it: it was not written by this version of Ratchet, or not to its end';

/** Writes the record of a run under out/, a file a run. Gives its path. */
export function writeRunFile(place: Place, record: RunRecord): string {
  const path = join(runsDir(place, record.model), `${record.id}.json`);
  writeFiles([{ path, content: `${canonicalJson(record)}\n` }]);
  return path;
}

/** Records of a model's runs under out/, oldest first. Throws a RatchetError `data` for a broken one. */
export function readRunFiles(place: Place, model: string): RunRecord[] {
  const dir = runsDir(place, model);
  const names = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.json')) : [];
  return names
    .flatMap((name) => parseRecords(readFileSync(join(dir, name), 'utf8'), 'runs', join(dir, name), BROKEN))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
