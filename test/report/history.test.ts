import { describe, expect, it } from 'vitest';
import { appendEvents, parseRegistry } from '../../pipeline/publish/registry.ts';
import type { NewEvent } from '../../pipeline/publish/registry-event.ts';
import { describeEvent, historyOf } from '../../pipeline/report/history.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const common = { version: 'v1', digest, at: '2024-05-01T06:30:00Z', reason: 'So it was decided.' };
const registered: NewEvent = {
  event: 'registered',
  ...common,
  manifest: 'b'.repeat(64),
  holdout: { periods: ['2024-02', '2024-03'], rows: 12_345, rmse: 5.15402 },
};

/** The sentences of a registry of these events. */
const sentences = (...events: readonly NewEvent[]) =>
  parseRegistry(appendEvents('', events)).map((event) => describeEvent(event, 'min'));

describe('an event as a sentence', () => {
  it.each([
    [{ event: 'promoted', basis: 'first' }, 'v1 became the first champion: So it was decided.'],
    [{ event: 'promoted', basis: 'better' }, 'v1 became the champion, as better: So it was decided.'],
    [{ event: 'promoted', basis: 'no-worse' }, 'v1 became the champion, as no worse: So it was decided.'],
    [{ event: 'promoted', basis: 'rollback' }, 'v1 was made the champion again: So it was decided.'],
    [{ event: 'rolled-back' }, 'v1 was rolled back: So it was decided.'],
    [{ event: 'retired' }, 'v1 was retired: So it was decided.'],
  ] as const)('%j', (event, sentence) => {
    expect(sentences(registered, { ...common, ...event })[1]).toBe(sentence);
  });

  it('of a registration gives the error with its unit, rows and months', () => {
    expect(sentences(registered)).toEqual([
      'v1 was registered with RMSE 5.154 min over 12,345 rows of 2024-02 and 2024-03: So it was decided.',
    ]);
  });

  it('names who asked for it, where a person did', () => {
    expect(sentences(registered, { ...common, event: 'retired', by: 'the maintainers' })[1]).toBe(
      'v1 was retired (asked for by the maintainers): So it was decided.',
    );
  });
});

it('a history without events has neither versions nor decisions', () => {
  expect(historyOf([], new Map(), 'min')).toEqual({ versions: [], log: [] });
});
