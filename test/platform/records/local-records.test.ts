import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../pipeline/digest/canonical-json.ts';
import { readLocalRecords } from '../../../platform/records/local-records.ts';
import { commitAll } from '../../cli/parcels.ts';
import { runOf } from '../../records/records.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

/** A repository whose commit holds some runs, under a ref. */
function repository(ref: string, runs: string): string {
  const root = folder();
  mkdirSync(join(root, 'rides'));
  writeFileSync(join(root, 'rides', 'runs.jsonl'), runs);
  commitAll(root);
  execFileSync('git', ['update-ref', ref, 'HEAD'], { cwd: root });
  return root;
}

const lines = (...ids: string[]) => ids.map((id) => `${canonicalJson(runOf({ id }))}\n`).join('');

it.each(['refs/remotes/origin/ratchet/records', 'refs/heads/ratchet/records'])(
  'records come from %s',
  (ref) => {
    const root = repository(ref, lines('1', '2'));
    const { records, unknown } = readLocalRecords(root, 'rides', 'runs');
    expect({ ids: records.map(({ id }) => id), unknown }).toEqual({ ids: ['1', '2'], unknown: undefined });
    expect(readLocalRecords(root, 'rides', 'months')).toEqual({ records: [], unknown: undefined });
    expect(readLocalRecords(root, 'parcels', 'runs')).toEqual({ records: [], unknown: undefined });
  },
);

it('what was fetched counts, where a local branch is there too', () => {
  const root = repository('refs/heads/ratchet/records', lines('1'));
  writeFileSync(join(root, 'rides', 'runs.jsonl'), lines('1', '2'));
  commitAll(root);
  execFileSync('git', ['update-ref', 'refs/remotes/origin/ratchet/records', 'HEAD'], { cwd: root });
  expect(readLocalRecords(root, 'rides', 'runs').records).toHaveLength(2);
});

it('a clone without the branch says how to fetch it, and its command does', () => {
  const origin = repository('refs/heads/ratchet/records', lines('1'));
  const root = folder();
  execFileSync('git', ['clone', '--quiet', '--single-branch', '--depth=1', `file://${origin}`, root]);
  const { records, unknown } = readLocalRecords(root, 'rides', 'runs');
  expect(records).toEqual([]);
  const command = /: (git fetch .*)$/.exec(unknown!)![1]!;
  execFileSync('sh', ['-c', command], { cwd: root, stdio: 'ignore' });
  expect(readLocalRecords(root, 'rides', 'runs').records).toHaveLength(1);
});

it('more than a megabyte is read, and a broken line of it named', () => {
  const many = Array.from({ length: 800 }, (_, i) => String(i));
  const root = repository('refs/heads/ratchet/records', lines(...many));
  expect(readLocalRecords(root, 'rides', 'runs').records).toHaveLength(800);
  const broken = repository('refs/heads/ratchet/records', `${lines('1')}{"id":"2"\n`);
  expect(() => readLocalRecords(broken, 'rides', 'runs')).toThrow(
    'line 2 of refs/heads/ratchet/records:rides/runs.jsonl is broken: it is not JSON',
  );
});

it('a branch that is there but cannot be read is an error, and not taken for none', () => {
  const root = repository('refs/heads/ratchet/records', lines('1'));
  writeFileSync(join(root, '.git/refs/heads/ratchet/records'), `${'a'.repeat(40)}\n`);
  expect(() => readLocalRecords(root, 'rides', 'runs')).toThrow(
    expect.objectContaining({
      code: 'data',
      message: 'refs/heads/ratchet/records, a branch of this clone, cannot be read',
      hint: 'fetch it anew: git fetch origin ratchet/records:refs/remotes/origin/ratchet/records',
    }),
  );
});

it('so is one whose commit is here without its lines, as a partial clone has it', () => {
  const root = repository('refs/heads/ratchet/records', lines('1'));
  const blob = execFileSync('git', ['rev-parse', 'HEAD:rides/runs.jsonl'], { cwd: root, encoding: 'utf8' });
  rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.trim().slice(2)));
  expect(() => readLocalRecords(root, 'rides', 'runs')).toThrow('cannot be read');
  expect(readLocalRecords(root, 'rides', 'months')).toEqual({ records: [], unknown: undefined });
});
