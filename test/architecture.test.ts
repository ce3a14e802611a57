import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The directions and sizes that design and conventions ask for, held against every file of the repository. */
const root = join(import.meta.dirname, '..');
const DOORS = ['actions', 'cli', 'service', 'site'];
const CODE = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.tsx', '.jsx'];

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Modules that it imports: paths from the repository, or the names of packages. */
  readonly imports: readonly string[];
}

const IMPORT =
  /(?:^|[;}\s])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g;

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = Array.from(text.matchAll(IMPORT), (match) => match[1] ?? match[2] ?? match[3]!);
  const imports = specifiers.map((name) =>
    name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name,
  );
  return { path, text, imports };
}

// Deleted files are listed until the deletion is staged.
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
});
const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)));
const files = paths.filter((path) => CODE.includes(extname(path))).map(readSource);
const folderOf = (path: string) => path.split('/')[0]!;
const inFolder = (folder: string) => files.filter(({ path }) => folderOf(path) === folder);
/** Code that ships: neither tests nor settings. */
const shipped = files.filter(({ path }) => ['pipeline', 'platform', ...DOORS].includes(folderOf(path)));

/** Code without comments and without the text of strings, in which a word is a use of it. */
const bare = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .replace(/(^|[^:])\/\/.*$/gm, '$1');

const linesOf = ({ text }: SourceFile) => text.trimEnd().split('\n').length;

test('there are files to hold these rules against, and their imports are found', () => {
  expect(inFolder('pipeline').length).toBeGreaterThan(100);
  const train = files.find(({ path }) => path === 'pipeline/train/train.ts');
  expect(train!.imports).toContain('pipeline/train/fold-blocks.ts');
  const main = files.find(({ path }) => path === 'cli/command-line.ts');
  expect(main!.imports).toContain('cli/run-cli.ts');
});

describe('pipeline/', () => {
  test('imports no door and no adapter', () => {
    const outside = inFolder('pipeline').flatMap(({ path, imports }) =>
      imports
        .filter((name) => [...DOORS, 'platform', 'test'].includes(folderOf(name)))
        .map((name) => `${path} imports ${name}`),
    );
    expect(outside).toEqual([]);
  });

  test('imports nothing that reads files, the network, processes, threads or the machine', () => {
    const allowed = /^node:(crypto|util|buffer|assert)$/;
    const builtIn = (name: string) =>
      name.startsWith('node:') ||
      ['fs', 'net', 'http', 'https', 'child_process', 'worker_threads', 'os', 'process'].includes(
        name.split('/')[0]!,
      );
    const found = inFolder('pipeline').flatMap(({ path, imports }) =>
      imports.filter((name) => builtIn(name) && !allowed.test(name)).map((name) => `${path} imports ${name}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    { what: 'the environment', use: /\bprocess\./ },
    { what: 'the clock', use: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bhrtime\b/ },
    {
      what: 'unseeded randomness',
      use: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/,
    },
    { what: 'the network', use: /\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/ },
    { what: 'the console', use: /\bconsole\./ },
    {
      what: 'the time zone or language of the machine',
      use: /\.toLocale|\bIntl\.|\.getTimezoneOffset\b|\.get(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds)\(/,
    },
    { what: 'powers, whose last bit differs between engines', use: /\bMath\.pow\b/ },
  ])('does not use $what', ({ use }) => {
    expect(
      inFolder('pipeline')
        .filter(({ text }) => use.test(bare(text)))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('raises nothing but 2 to a power, and that to a whole one, which is exact everywhere', () => {
    const found = inFolder('pipeline').flatMap(({ path, text }) =>
      // Formatted code has spaces around the operator; bold text in a template has none.
      Array.from(bare(text).matchAll(/(\S+) \*\*=? (\S+)/g), ([use, base, exponent]) => ({
        use,
        base,
        exponent,
      }))
        .filter(({ base, exponent }) => !/(^|[^\w.])2$/.test(base!) || /\d\.\d/.test(exponent!))
        .map(({ use }) => `${path}: ${use}`),
    );
    expect(found).toEqual([]);
  });
});

test('a door never imports another door', () => {
  const found = DOORS.flatMap((door) =>
    inFolder(door).flatMap(({ path, imports }) =>
      imports
        .filter((name) => DOORS.includes(folderOf(name)) && folderOf(name) !== door)
        .map((name) => `${path} imports ${name}`),
    ),
  );
  expect(found).toEqual([]);
});

test('platform/ imports no door', () => {
  const found = inFolder('platform').flatMap(({ path, imports }) =>
    imports.filter((name) => DOORS.includes(folderOf(name))).map((name) => `${path} imports ${name}`),
  );
  expect(found).toEqual([]);
});

test('only tests import tests', () => {
  expect(
    shipped
      .filter(({ imports }) => imports.some((name) => folderOf(name) === 'test'))
      .map(({ path }) => path),
  ).toEqual([]);
});

test('imports of the repository carry their extension and exist', () => {
  const found = shipped.flatMap(({ path, imports }) =>
    imports
      .filter((name) => shipped.some((file) => folderOf(file.path) === folderOf(name)))
      .filter((name) => name.includes('/') && !existsSync(join(root, name)))
      .map((name) => `${path} imports ${name}`),
  );
  expect(found).toEqual([]);
});

describe('files', () => {
  test('are shorter than 300 lines', () => {
    expect(
      shipped.filter((file) => linesOf(file) > 300).map((file) => `${file.path}: ${linesOf(file)}`),
    ).toEqual([]);
  });

  test('are shorter than 100 lines in the middle', () => {
    const lines = shipped.map(linesOf).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(100);
  });

  test('and folders are named in kebab-case', () => {
    const odd = shipped
      .flatMap(({ path }) => path.split('/'))
      .filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part));
    expect(odd).toEqual([]);
  });

  test('and folders are named for what they hold, not utils, helpers, common, misc or manager', () => {
    const parts = paths.flatMap((path) =>
      path.split('/').map((part) => ({ path, name: part.split('.')[0]! })),
    );
    const vague = parts.filter(({ name }) =>
      /(^|[-_])(utils?|helpers?|managers?)$|^(common|misc)$/i.test(name),
    );
    expect(vague).toEqual([]);
  });

  test('export by name; only settings of tools have default exports', () => {
    const found = files.filter(
      ({ path, text }) =>
        /^export default\b|\bexport \{[^}]*\bas default\b/m.test(bare(text)) &&
        !/\.config\.[cm]?[jt]s$/.test(basename(path)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('that only pass on what others export are pipeline/index.ts at most', () => {
    const passedOn = /^export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*''\s*;?$/gm;
    const barrels = files.filter(
      ({ text }) => text.trim() !== '' && bare(text).replace(passedOn, '').trim() === '',
    );
    expect(barrels.map(({ path }) => path).filter((path) => path !== 'pipeline/index.ts')).toEqual([]);
  });
});
