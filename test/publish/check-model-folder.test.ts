import { describe, expect, test } from 'vitest';
import { checkModelFolder as check } from '../../pipeline/publish/check-model-folder.ts';
import type { ModelFolder } from '../../pipeline/publish/model-folder.ts';
import { emptyFolder, type FolderOnDisk, LOCKED, publishedFolder } from './folder-on-disk.ts';

const VERSION_FILES = ['model.json', 'metrics.json', 'profile.json', 'card.md', 'manifest.json'].flatMap(
  (name) => [`versions/v1/${name}`, `versions/v2/${name}`],
);
const DATA = ['data/rides_2021-01.parquet', 'data/rides_2021-02.parquet'];

function checkModelFolder(folder: ModelFolder) {
  return check(folder, LOCKED);
}

/** Files that the findings name. */
function named(folder: FolderOnDisk): string[] {
  return [...new Set(checkModelFolder(folder).map(({ file }) => file))];
}

/** Changes one digit or letter of a file, in the middle. */
function corrupt(folder: FolderOnDisk, path: string): void {
  const bytes = Uint8Array.from(folder.read(path)!);
  let at = bytes.length >> 1;
  while (!/[0-9a-zA-Z]/.test(String.fromCharCode(bytes[at]!))) at++;
  bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31;
  folder.write(path, bytes);
}

test('a folder as it was published is whole', () => {
  expect(checkModelFolder(publishedFolder(2))).toEqual([]);
});

test('a folder in which nothing was published yet has one warning', () => {
  const folder = publishedFolder(1);
  folder.remove('versions');
  folder.remove('registry.jsonl');
  expect(checkModelFolder(folder)).toEqual([
    {
      severity: 'warning',
      file: 'registry.jsonl',
      expected: 'a registry',
      found: 'no version was published yet',
      fix: 'Publish a first version.',
    },
  ]);
});

describe.each([...VERSION_FILES, ...DATA])('%s', (path) => {
  test('one changed character in it is found, with both sums', () => {
    const folder = publishedFolder(2);
    corrupt(folder, path);
    const finding = checkModelFolder(folder).find(({ file }) => file === path);
    expect(finding).toMatchObject({ severity: 'error', fix: expect.stringContaining('git history') });
    expect(finding!.expected).toMatch(/[0-9a-f]{64}$/);
    expect(finding!.found).toMatch(/[0-9a-f]{64}$/);
    expect(finding!.found).not.toBe(finding!.expected);
  });

  test('replaced by a line ending of another system, it is found', () => {
    const folder = publishedFolder(2);
    folder.write(path, `${new TextDecoder().decode(folder.read(path))}\r\n`);
    expect(named(folder)).toContain(path);
  });
});

test.each(VERSION_FILES)('%s is missed when it is gone', (path) => {
  const folder = publishedFolder(2);
  folder.remove(path);
  expect(checkModelFolder(folder)).toContainEqual(
    expect.objectContaining({ severity: 'error', file: path, found: 'no such file' }),
  );
});

describe.each([1, 2, 3, 4])('line %d of the registry', (line) => {
  const change = (edit: (lines: string[]) => string[]) => {
    const folder = publishedFolder(2);
    const lines = folder.text('registry.jsonl').split('\n').slice(0, -1);
    folder.write(
      'registry.jsonl',
      edit(lines)
        .map((text) => `${text}\n`)
        .join(''),
    );
    return checkModelFolder(folder).find(({ file }) => file === 'registry.jsonl');
  };

  test('a changed time in it is found', () => {
    const found = change((lines) => lines.with(line - 1, lines[line - 1]!.replace('T06:', 'T07:')));
    expect(found!.found).toMatch(
      new RegExp(`^line ${line} is broken: its hash is sha256:.*, its content gives`),
    );
  });

  test('a space added to it is found', () => {
    const found = change((lines) => lines.with(line - 1, lines[line - 1]!.replace(',', ', ')));
    expect(found!.found).toBe(`line ${line} is broken: it is not written as canonical JSON`);
  });

  test('that it is not JSON is found', () => {
    const found = change((lines) => lines.with(line - 1, lines[line - 1]!.slice(0, -1)));
    expect(found!.found).toBe(`line ${line} is broken: it is not JSON`);
  });

  test('that it is gone is found, by the next line or by the folders', () => {
    const folder = publishedFolder(2);
    const lines = folder.text('registry.jsonl').split('\n');
    folder.write('registry.jsonl', lines.toSpliced(line - 1, 1).join('\n'));
    const findings = checkModelFolder(folder);
    const told =
      line < 4 ? `line ${line} is broken: its seq is ${line + 1}, its place is ${line}` : undefined;
    // Without its last line a chain is a chain still, in which v1 remains champion: see the test below.
    if (told) expect(findings[0]).toMatchObject({ file: 'registry.jsonl', found: told });
    else expect(findings).toEqual([]);
  });
});

test('a version whose lines are gone from the end of the registry is found by its folder', () => {
  const folder = publishedFolder(2);
  const lines = folder.text('registry.jsonl').split('\n');
  folder.write(
    'registry.jsonl',
    lines
      .slice(0, 2)
      .map((line) => `${line}\n`)
      .join(''),
  );
  expect(checkModelFolder(folder)).toEqual([
    expect.objectContaining({ severity: 'error', file: 'versions/v2', found: 'registry.jsonl has none' }),
  ]);
});

test('a registry cut off in its last line is found', () => {
  const folder = publishedFolder(1);
  folder.write('registry.jsonl', folder.text('registry.jsonl').slice(0, -1));
  expect(checkModelFolder(folder)[0]!.found).toBe(
    'line 2 is broken: it does not end in a newline, so it may be cut off',
  );
});

test('a registry in which nothing was promoted has no champion', () => {
  const folder = publishedFolder(1);
  folder.write('registry.jsonl', `${folder.text('registry.jsonl').split('\n')[0]}\n`);
  expect(checkModelFolder(folder)).toEqual([
    expect.objectContaining({ expected: 'a champion', found: 'no version is promoted' }),
  ]);
});

test('a file too many in a version is found', () => {
  const folder = publishedFolder(1);
  folder.write('versions/v1/model.old.json', '{}');
  expect(checkModelFolder(folder)).toEqual([
    expect.objectContaining({ file: 'versions/v1/model.old.json', found: 'none' }),
  ]);
});

test('a month that the lock does not know is warned of', () => {
  const folder = publishedFolder(1);
  folder.write('data/rides_2021-03.parquet', 'rows');
  expect(checkModelFolder(folder)).toEqual([
    expect.objectContaining({ severity: 'warning', file: 'data/rides_2021-03.parquet' }),
  ]);
});

test('a month that was locked anew after a version used it is warned of, by version', () => {
  const folder = publishedFolder(1);
  const changed = { ...LOCKED[0]!, sha256: '9'.repeat(64) };
  expect(check(folder, [changed, LOCKED[1]!])).toEqual([
    expect.objectContaining({
      severity: 'warning',
      file: 'versions/v1/manifest.json',
      found: `sha256 ${'9'.repeat(64)}`,
    }),
    expect.objectContaining({ severity: 'error', file: DATA[0] }),
  ]);
});

test('an embedded month that is gone is found; one that was never embedded is not missed', () => {
  const folder = publishedFolder(1);
  folder.remove(DATA[0]!);
  expect(checkModelFolder(folder)).toEqual([
    expect.objectContaining({ severity: 'error', file: DATA[0], found: 'no such file' }),
  ]);
  const fetched = LOCKED.map(({ file: _, ...month }, i) => (i === 0 ? month : LOCKED[i]!));
  expect(check(folder, fetched)).toEqual([]);
});

test('several broken things are all named', () => {
  const folder = publishedFolder(2);
  corrupt(folder, 'versions/v1/model.json');
  corrupt(folder, 'versions/v2/card.md');
  corrupt(folder, 'data/rides_2021-02.parquet');
  expect(named(folder)).toEqual([
    'versions/v1/model.json',
    'versions/v1/manifest.json',
    'versions/v2/card.md',
    'data/rides_2021-02.parquet',
  ]);
});

test.each([new Uint8Array([0xff, 0xfe, 0x00]), '', 'null', '[]', '{}', '"x"', '\n'])(
  'nonsense (%j) in any file is a finding, never an exception',
  (nonsense) => {
    for (const path of ['registry.jsonl', ...VERSION_FILES, ...DATA]) {
      const folder = publishedFolder(1);
      if (folder.read(path) === undefined) continue;
      folder.write(path, nonsense);
      expect(checkModelFolder(folder).length, path).toBeGreaterThan(0);
    }
  },
);

test('a folder that cannot be read is a finding, never an exception', () => {
  const folder = publishedFolder(1);
  const deny = (path: string) => {
    throw new Error(`EACCES: ${path}`);
  };
  expect(checkModelFolder({ ...folder, read: deny }).map(({ found }) => found)).toContain(
    'EACCES: registry.jsonl',
  );
  expect(check(emptyFolder(), []).map(({ file }) => file)).toEqual(['registry.jsonl']);
});
