import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Git, runGit } from '../github/git.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

const NO_OBJECT = '0'.repeat(40);

/** A file's new text, or what becomes of it, or null for none. */
export type Edit = string | Uint8Array | null | ((before: string) => string);
export type Files = Readonly<Record<string, Edit>>;

/** Files that a repository starts with. */
export interface Seed {
  /** Folder that `paths` are read from; undefined where everything is given in `files`. */
  readonly dir?: string;
  readonly paths?: readonly string[];
  /** Files that are added, or changed, or left out. */
  readonly files: Files;
}

/** This repository, as its working tree stands, as somebody who presses "Use this template" gets it. */
export function template({
  without = [],
  files = {},
}: {
  without?: readonly RegExp[];
  files?: Files;
} = {}): Seed {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  const paths = list
    .toString()
    .split('\0')
    .filter(
      (path) => path !== '' && existsSync(join(ROOT, path)) && !without.some((pattern) => pattern.test(path)),
    );
  return { dir: ROOT, paths, files };
}

/** The template without the tests that its CI would run: what a scenario wants to know is told by others. */
export const leanTemplate = (files: Files = {}): Seed =>
  template({ without: [/^test\/(?!errors\.test\.ts$)/], files });

/** Tree of a commit with some files changed. */
export async function treeWith(
  git: Git,
  base: string | undefined,
  { dir, paths = [], files }: Seed,
): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'ratchet-index-'));
  const env = {
    GIT_INDEX_FILE: join(scratch, 'index'),
    GIT_DIR: git.dir,
    ...(dir === undefined ? {} : { GIT_WORK_TREE: dir }),
  };
  const run = async (args: readonly string[], input = '') =>
    (await runGit(dir ?? git.dir, args, { env, input })).toString().trim();
  try {
    if (base !== undefined) await run(['read-tree', base]);
    if (paths.length > 0) await run(['update-index', '--add', '-z', '--stdin'], paths.join('\0'));
    const entries: string[] = [];
    for (const [path, edit] of Object.entries(files)) {
      const bytes = await edited(run, path, edit);
      const mode = bytes === null ? '0' : /\.sh$|(^|\/)\.ci\//.test(path) ? '100755' : '100644';
      entries.push(`${mode} ${bytes === null ? NO_OBJECT : await git.writeBlob(bytes)}\t${path}\0`);
    }
    if (entries.length > 0) await run(['update-index', '-z', '--index-info'], entries.join(''));
    return await run(['write-tree']);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function edited(
  run: (args: readonly string[]) => Promise<string>,
  path: string,
  edit: Edit,
): Promise<Uint8Array | null> {
  if (edit === null || edit instanceof Uint8Array) return edit;
  if (typeof edit === 'string') return Buffer.from(edit);
  return Buffer.from(edit(`${await run(['cat-file', 'blob', `:${path}`])}\n`));
}
