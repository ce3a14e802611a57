import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { addRecords, parseRecords } from '../../pipeline/records/record-file.ts';
import { runId } from '../../pipeline/records/run-record.ts';
import { incidentOf, runOf } from './records.ts';

const lineOf = (record: unknown) => `${canonicalJson(record)}\n`;

describe('a file of records', () => {
  it('gives back what was written, oldest first', () => {
    const [first, second] = [runOf(), runOf({ id: '2', version: 'v2' })];
    expect(parseRecords(lineOf(first) + lineOf(second), 'runs', 'rides/runs.jsonl')).toEqual([first, second]);
    expect(parseRecords('', 'runs', 'rides/runs.jsonl')).toEqual([]);
  });

  it.each([
    { what: 'cut off', line: lineOf(runOf()).slice(0, 40), says: 'it is not JSON' },
    { what: 'empty', line: '\n', says: 'it is not JSON' },
    { what: 'of a later schema', line: lineOf({ ...runOf(), schemaVersion: 2 }), says: 'schemaVersion: ' },
    { what: 'of another kind', line: lineOf(incidentOf()), says: 'trigger: ' },
    { what: 'with a key that nobody knows', line: lineOf({ ...runOf(), mood: 'good' }), says: 'the line: ' },
  ])('names the line that is $what', ({ line, says }) => {
    let error: unknown;
    try {
      parseRecords(lineOf(runOf()) + line, 'runs', 'rides/runs.jsonl');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'data', file: 'rides/runs.jsonl', line: 2 });
    expect((error as Error).message).toContain(`line 2 of rides/runs.jsonl is broken: ${says}`);
  });
});

describe('adding records', () => {
  const add = (texts: Record<string, string>, ...lines: Parameters<typeof addRecords>[0][number][]) =>
    Object.fromEntries(addRecords(lines, (path) => texts[path] ?? ''));
  const run = (changes = {}) => ({ model: 'rides', kind: 'runs', record: runOf(changes) }) as const;

  it('changes only the files that it adds to', () => {
    const incident = { model: 'rides', kind: 'incidents', record: incidentOf() } as const;
    expect(add({ 'rides/runs.jsonl': lineOf(runOf()) }, run(), incident)).toEqual({
      'rides/incidents.jsonl': lineOf(incidentOf()),
    });
  });

  it('writes one line for one id, also where both are new', () => {
    expect(add({}, run(), run({ version: 'v2' }))).toEqual({ 'rides/runs.jsonl': lineOf(runOf()) });
  });

  it('keeps every byte that was there, and ends a line that nobody ended', () => {
    const before = lineOf(runOf()).trimEnd();
    expect(add({ 'rides/runs.jsonl': before }, run({ id: '2' }))).toEqual({
      'rides/runs.jsonl': `${before}\n${lineOf(runOf({ id: '2' }))}`,
    });
  });

  it('refuses to add to what is broken, and to add what is broken', () => {
    expect(() => add({ 'rides/runs.jsonl': 'x\n' }, run({ id: '2' }))).toThrow('line 1 of rides/runs.jsonl');
    expect(() => add({}, run({ at: 'today' }))).toThrow('line 1 of what is new for rides/runs.jsonl');
  });
});

describe('an id', () => {
  it('of a run is the same with its version and without, and another for another training', () => {
    expect(runId(runOf({ version: 'v2' }))).toBe(runId(runOf()));
    expect(runId(runOf({ at: '2024-05-06T05:24:00.000Z' }))).not.toBe(runId(runOf()));
  });

  it('of an incident is the same for a job that is made again later', () => {
    expect(incidentOf({ at: '2024-05-07T00:00:00.000Z' }).id).toBe(incidentOf().id);
    expect(incidentOf({ event: 'closed' }).id).not.toBe(incidentOf().id);
  });
});
