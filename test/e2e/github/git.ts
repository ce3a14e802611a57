import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** Who a commit says it is by. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601; now where left out. */
  readonly date?: string | undefined;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly path: string;
  /** Bytes, of blobs. */
  readonly size?: number;
}

export interface CommitObject {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Required<Signature>;
  readonly committer: Required<Signature>;
  readonly message: string;
}

/** git ended with a fault; `stdout` holds what it had said until then. */
export class GitFailure extends Error {
  readonly stdout: string;

  constructor(args: readonly string[], stdout: string, stderr: string) {
    super(`git ${args.join(' ')}: ${stderr.trim() || stdout.trim() || 'failed'}`);
    this.stdout = stdout;
  }
}

/** Nothing of the machine's own configuration has a say. */
const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'harness',
  GIT_AUTHOR_EMAIL: 'harness@example.invalid',
  GIT_COMMITTER_NAME: 'harness',
  GIT_COMMITTER_EMAIL: 'harness@example.invalid',
};

/** Runs git in a folder. Gives its output as bytes. Throws a GitFailure. */
export function runGit(
  dir: string,
  args: readonly string[],
  { input, env }: { input?: string | Uint8Array; env?: Readonly<Record<string, string>> } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      { cwd: dir, env: { ...ENVIRONMENT, ...env }, encoding: 'buffer', maxBuffer: 1 << 30 },
      (error, stdout, stderr) =>
        error ? reject(new GitFailure(args, stdout.toString(), stderr.toString())) : resolve(stdout),
    );
    // A command that does not read its input may be gone before it is written.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });
}

/** A bare repository, by its plumbing. */
export class Git {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** @param objects folder of objects that it has beside its own */
  static async init(dir: string, objects?: string): Promise<Git> {
    const git = new Git(dir);
    await runGit('/', ['init', '--quiet', '--bare', '--initial-branch=main', '--template=', dir]);
    if (objects !== undefined) {
      await mkdir(join(dir, 'objects', 'info'), { recursive: true });
      await writeFile(join(dir, 'objects', 'info', 'alternates'), `${objects}\n`);
    }
    // A runner fetches commits by name, of pull requests too.
    const settings = ['[uploadpack]', 'allowAnySHA1InWant = true'];
    // It never leaves this machine: time counts more than size.
    settings.push('[pack]', 'window = 0', 'compression = 0', '[core]', 'looseCompression = 0');
    await appendFile(join(dir, 'config'), `${settings.join('\n')}\n`);
    return git;
  }

  async run(...args: string[]): Promise<string> {
    return (await runGit(this.dir, args)).toString().trimEnd();
  }

  async runWith(
    options: { input?: string | Uint8Array; env?: Readonly<Record<string, string>> },
    ...args: string[]
  ): Promise<string> {
    return (await runGit(this.dir, args, options)).toString().trimEnd();
  }

  /** Full name of the object that a revision stands for; undefined where there is none. */
  async resolve(revision: string): Promise<string | undefined> {
    try {
      return await this.run('rev-parse', '--verify', '--quiet', '--end-of-options', revision);
    } catch {
      return undefined;
    }
  }

  /** Commit of a full ref such as refs/heads/main; undefined where there is none. */
  refAt(ref: string): Promise<string | undefined> {
    return this.resolve(ref);
  }

  /** Refs below a prefix, in order of name. */
  async refs(prefix: string): Promise<{ ref: string; sha: string; type: string }[]> {
    const text = await this.run(
      'for-each-ref',
      '--format=%(refname) %(objectname) %(objecttype)',
      ...(prefix.endsWith('/') || prefix === 'refs' ? [prefix] : [`${prefix}*`, `${prefix}*/**`, prefix]),
    );
    const lines = [...new Set(text.split('\n').filter((line) => line !== ''))];
    return lines.map((line) => {
      const [ref = '', sha = '', type = ''] = line.split(' ');
      return { ref, sha, type };
    });
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    try {
      await this.run('merge-base', '--is-ancestor', ancestor, descendant);
      return true;
    } catch {
      return false;
    }
  }

  async commit(sha: string): Promise<CommitObject> {
    const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';
    const text = await this.run('show', '--no-patch', `--format=${format}`, sha);
    const [
      name = '',
      tree = '',
      parents = '',
      an = '',
      ae = '',
      ad = '',
      cn = '',
      ce = '',
      cd = '',
      ...rest
    ] = text.split('\0');
    return {
      sha: name,
      tree,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      author: { name: an, email: ae, date: ad },
      committer: { name: cn, email: ce, date: cd },
      message: rest.join('\0').trimEnd(),
    };
  }

  async tree(revision: string, { recursive = false } = {}): Promise<TreeEntry[]> {
    const text = await this.run('ls-tree', '-l', '-z', ...(recursive ? ['-r', '-t'] : []), revision);
    return text
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const [facts = '', path = ''] = line.split('\t');
        const [mode = '', type = '', sha = '', size = '-'] = facts.split(/\s+/);
        return {
          mode,
          type: type as TreeEntry['type'],
          sha,
          path,
          ...(size === '-' ? {} : { size: Number(size) }),
        };
      });
  }

  blob(sha: string): Promise<Buffer> {
    return runGit(this.dir, ['cat-file', 'blob', sha]);
  }

  /** As git hash-object does it; a process for each of the many blobs of a scenario would take a second. */
  async writeBlob(bytes: Uint8Array): Promise<string> {
    const object = Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]);
    const sha = createHash('sha1').update(object).digest('hex');
    const file = join(this.dir, 'objects', sha.slice(0, 2), sha.slice(2));
    if (existsSync(file)) return sha;
    await mkdir(dirname(file), { recursive: true });
    const scratch = `${file}-${randomUUID()}`;
    await writeFile(scratch, deflateSync(object, { level: 0 }), { mode: 0o444 });
    await rename(scratch, file);
    return sha;
  }

  writeCommit(
    tree: string,
    parents: readonly string[],
    message: string,
    author: Signature,
    committer: Signature = author,
  ): Promise<string> {
    const env = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      ...(author.date === undefined ? {} : { GIT_AUTHOR_DATE: author.date }),
      ...(committer.date === undefined ? {} : { GIT_COMMITTER_DATE: committer.date }),
    };
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])];
    return this.runWith({ input: message, env }, ...args);
  }

  /** Tree of two commits merged; undefined where they conflict. */
  async mergeTree(ours: string, theirs: string): Promise<string | undefined> {
    try {
      return (await this.run('merge-tree', '--write-tree', ours, theirs)).split('\n')[0];
    } catch (error) {
      if (error instanceof GitFailure && /^[0-9a-f]{40}\n/.test(error.stdout)) return undefined;
      throw error;
    }
  }

  /** Paths that differ between two commits. */
  async changedPaths(before: string, after: string): Promise<string[]> {
    const text = await this.run('diff', '--name-only', '-z', '--no-renames', before, after);
    return text.split('\0').filter((path) => path !== '');
  }
}
