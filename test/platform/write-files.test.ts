import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWritable, writeFiles } from '../../platform/write-files.ts';
import { errorOf } from './error-of.ts';
import { temporaryFolders } from './temporary-folder.ts';

const folder = temporaryFolders();

describe('a plan of files', () => {
  it('is written, over what was there, with the folders that it needs', () => {
    const root = folder();
    writeFileSync(join(root, 'a.json'), 'old');
    writeFiles([
      { path: join(root, 'a.json'), content: 'new' },
      { path: join(root, 'versions/v1/model.json'), content: Uint8Array.of(1, 2) },
    ]);
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('new');
    expect([...readFileSync(join(root, 'versions/v1/model.json'))]).toEqual([1, 2]);
    expect(readdirSync(root, { recursive: true }).sort()).toEqual([
      'a.json',
      'versions',
      'versions/v1',
      'versions/v1/model.json',
    ]);
  });

  it('that fails before anything changed its name leaves everything as it was', async () => {
    const root = folder();
    writeFileSync(join(root, 'a.json'), 'old');
    const error = await errorOf(() =>
      writeFiles([
        { path: join(root, 'a.json'), content: 'new' },
        { path: join(root, 'fresh/b.json'), content: 'new' },
        { path: join(root, 'a.json/c.json'), content: 'new' },
      ]),
    );
    expect(error.code).toBe('io');
    expect(error.message).toContain(`${join(root, 'a.json/c.json')} cannot be written`);
    expect(error.cause).toBeDefined();
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['a.json']);
  });

  it('that fails half-way is undone', async () => {
    const root = folder();
    writeFileSync(join(root, 'a.json'), 'old');
    mkdirSync(join(root, 'in-the-way'));
    const error = await errorOf(() =>
      writeFiles([
        { path: join(root, 'a.json'), content: 'new' },
        { path: join(root, 'fresh.json'), content: 'new' },
        { path: join(root, 'in-the-way'), content: 'new' },
      ]),
    );
    expect(error.message).toContain('a folder of that name is in the way');
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('old');
    expect(readdirSync(root).sort()).toEqual(['a.json', 'in-the-way']);
  });

  // The superuser may write anywhere, so that there is nothing to refuse.
  it.skipIf(process.getuid?.() === 0)(
    'in a folder that may not be written is a wrong use, exit 2',
    async () => {
      const root = folder();
      mkdirSync(join(root, 'closed'), { mode: 0o555 });
      const error = await errorOf(() => writeFiles([{ path: join(root, 'closed/a.json'), content: '' }]));
      expect([error.code, error.exitCode]).toEqual(['io', 2]);
    },
  );
});

describe('a folder', () => {
  it('that can be written, or made, passes and is left empty', () => {
    const root = folder();
    checkWritable(join(root, 'out'));
    expect(readdirSync(join(root, 'out'))).toEqual([]);
  });

  it('that cannot be made is refused', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect((await errorOf(() => checkWritable(join(file, 'out')))).code).toBe('io');
    expect(existsSync(join(file, 'out'))).toBe(false);
  });
});
