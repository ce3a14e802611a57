import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'ratchet-start-'));
const out = join(copy, 'out');

beforeAll(() => {
  for (const name of ['cli', 'pipeline', 'platform', 'package.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
const help = () => run('cli/start.mjs', 'gate', '--help');
const bundles = () => readdirSync(out).filter((name) => name.startsWith('.cli-'));

describe('the command line', () => {
  test('is made into one file when it is first started, and not again while nothing changes', () => {
    const first = help();
    const made = bundles();
    expect(first).toContain('Usage: ratchet gate');
    expect(help()).toBe(first);
    expect(bundles()).toEqual(made);
    expect(made).toHaveLength(1);
  });

  test('is the same by tsx, with its exit code', () => {
    const tsx = ['--import', 'tsx', 'cli/main.ts'];
    expect(run(...tsx, 'gate', '--help')).toBe(help());
    const wrong = spawnSync(process.execPath, [...tsx, 'nonsense'], { cwd: copy, encoding: 'utf8' });
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("unknown command 'nonsense'")]);
  });

  test('minds nobody who stops reading', () => {
    const command = 'set -o pipefail; node cli/start.mjs gate --help | true';
    const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: copy, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('is made anew once a source has changed; what was made a day before goes', () => {
    const [before] = bundles();
    const dayBefore = Date.now() / 1000 - 90_000;
    utimesSync(join(out, before!), dayBefore, dayBefore);
    appendFileSync(join(copy, 'cli/command-line.ts'), "\nprocess.stdout.write('changed\\n');\n");
    expect(help()).toContain('changed');
    expect(bundles()).toHaveLength(1);
    expect(bundles()).not.toContain(before);
  });

  test('that cannot be read ends with 4, and says where', () => {
    appendFileSync(join(copy, 'cli/command-line.ts'), '\nconst = 3;\n');
    const { status, stderr } = spawnSync(process.execPath, ['cli/start.mjs', 'gate'], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(status).toBe(4);
    expect(stderr).toMatch(/ratchet cannot start: [\s\S]*command-line\.ts:\d+:\d+/);
    cpSync(join(ROOT, 'cli/command-line.ts'), join(copy, 'cli/command-line.ts'));
  });

  test('works where nothing can be written beside it', () => {
    rmSync(out, { recursive: true });
    // A file in the place of the folder: root may write anywhere.
    cpSync(join(copy, 'package.json'), out);
    expect(help()).toContain('Usage: ratchet gate');
  });
});
