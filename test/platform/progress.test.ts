import { describe, expect, it } from 'vitest';
import { createProgress } from '../../platform/progress.ts';

/** A stream that keeps what is written, and a clock that is told the time. */
function shown(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, clock, progress: createProgress(stream, () => clock.ms) };
}

describe('without a terminal', () => {
  it('nothing is written of what takes less than half a second', () => {
    const { written, clock, progress } = shown(false);
    const task = progress.start('reading 2021-01', 'rows');
    for (clock.ms = 0; clock.ms < 500; clock.ms += 50) task.update(clock.ms, 1000);
    task.end();
    expect(written).toEqual([]);
  });

  it('a plain line is written, at most one a second', () => {
    const { written, clock, progress } = shown(false);
    const task = progress.start('fetching rides', 'B');
    for (clock.ms = 0; clock.ms <= 2600; clock.ms += 100) task.update(clock.ms * 1000, 5_200_000);
    task.end();
    expect(written).toEqual([
      'fetching rides: 0.5 MB of 5.2 MB (9 %)\n',
      'fetching rides: 1.5 MB of 5.2 MB (28 %)\n',
      'fetching rides: 2.5 MB of 5.2 MB (48 %)\n',
    ]);
  });

  it('a task of unknown length tells how far it is', () => {
    const { written, clock, progress } = shown(false);
    const task = progress.start('reading rides.csv', 'rows');
    clock.ms = 600;
    task.update(1_234_567);
    expect(written).toEqual(['reading rides.csv: 1,234,567 rows\n']);
  });
});

describe('on a terminal', () => {
  it('a bar is drawn on one line, and taken back at the end', () => {
    const { written, clock, progress } = shown(true);
    const task = progress.start('training');
    clock.ms = 600;
    task.update(1, 2);
    clock.ms = 610;
    task.update(2, 2);
    task.end();
    expect(written).toEqual([
      `\r\x1b[2K${'█'.repeat(12)}${'░'.repeat(12)} training: 1 of 2 (50 %)`,
      '\r\x1b[2K',
    ]);
  });

  it('the line is never longer than the terminal is wide', () => {
    const { written, clock, progress } = shown(true, 30);
    const task = progress.start('a label that is much too long for it');
    clock.ms = 600;
    task.update(1, 2);
    expect(written[0]!.replace('\r\x1b[2K', '')).toHaveLength(29);
  });

  it('what was never shown need not be taken back', () => {
    const { written, progress } = shown(true);
    progress.start('quick').end();
    expect(written).toEqual([]);
  });
});
