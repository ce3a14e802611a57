import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppendLog, type AppendLogOptions } from '../../service/append-log.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';

const temporaryFolder = temporaryFolders();

function begin(options: Partial<AppendLogOptions> = {}) {
  const dir = options.dir ?? join(temporaryFolder(), 'log');
  const errors: unknown[] = [];
  const log = new AppendLog({
    dir,
    writer: 'a',
    fileBytes: 1000,
    totalBytes: 1e6,
    waitingBytes: 1e6,
    flushMs: 1e6,
    failed: (error) => errors.push(error),
    ...options,
  });
  const files = () => readdirSync(dir).sort();
  const text = () =>
    files()
      .map((name) => readFileSync(join(dir, name), 'utf8'))
      .join('');
  return { dir, log, errors, files, text };
}

it('holds every line, in order, over as many files as it takes', async () => {
  const { log, files, text } = begin();
  const lines = Array.from({ length: 100 }, (_, i) => `${String(i).padStart(99, '0')}\n`);
  for (const [i, line] of lines.entries()) {
    log.append(line);
    if (i % 5 === 4) await log.flush();
  }
  await log.close();
  expect(text()).toBe(lines.join(''));
  expect(files()).toHaveLength(10);
  expect(files()[9]).toBe('a-000010.jsonl');
});

it('never takes more room than it has: the oldest file goes first', async () => {
  const { log, files, text } = begin({ totalBytes: 3000 });
  for (let i = 0; i < 100; i++) {
    log.append(`${String(i).padStart(99, '0')}\n`);
    await log.flush();
  }
  await log.close();
  expect(files()).toEqual(['a-000008.jsonl', 'a-000009.jsonl', 'a-000010.jsonl']);
  expect(text().endsWith('99\n')).toBe(true);
});

it('drops and counts what finds no room while the disk is slow', async () => {
  const { log, text } = begin({ waitingBytes: 10 });
  log.append('12345678\n');
  log.append('more\n');
  expect(log.dropped).toBe(1);
  await log.close();
  expect(text()).toBe('12345678\n');
});

it('begins a file of its own beside those of an earlier run', async () => {
  const { dir, log } = begin();
  log.append('first\n');
  await log.close();
  const again = begin({ dir });
  again.log.append('second\n');
  await again.log.close();
  expect([again.files(), again.text()]).toEqual([['a-000001.jsonl', 'a-000002.jsonl'], 'first\nsecond\n']);
});

it('goes on when lines cannot be written, tells why and counts them', async () => {
  const { dir, log, errors } = begin({ fileBytes: 1 });
  log.append('first\n');
  await log.flush();
  rmSync(dir, { recursive: true });
  log.append('second\n');
  log.append('third\n');
  await log.flush();
  expect([log.dropped, errors.length]).toEqual([2, 1]);
  await log.close();
});

it('says at once when its folder cannot be written to', () => {
  const dir = join(temporaryFolder(), 'file');
  writeFileSync(dir, '');
  expect(() => begin({ dir })).toThrow(expect.objectContaining({ code: 'io' }));
});
