import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../../../pipeline/records/incident-record.ts';
import type { MonthRecord } from '../../../pipeline/records/month-record.ts';
import type { RunRecord } from '../../../pipeline/records/run-record.ts';
import { standingsOf } from '../../../pipeline/retrain/incident-standings.ts';
import { appendRecords } from '../../../platform/records/append-records.ts';
import { readRecords } from '../../../platform/records/read-records.ts';
import { answerIncidents, readIncidents, tellIncidents } from '../../../platform/retrain/incidents.ts';
import { monthOf, runOf } from '../../records/records.ts';
import { reportOf } from '../../retrain/report-of.ts';
import { apiServers } from '../github/api-server.ts';
import { fakeRepository } from '../github/fake-repository.ts';

const serve = apiServers();
const STOCK = { known: [], fresh: [], invalid: [], republished: [], overdue: null, warnings: [] };
const invalid = [{ period: '2024-04', faults: [{ message: 'miles | is <null>', rows: 1234 }] }];
const republished = [
  { period: '2024-03', locked: 'a'.repeat(64), found: 'b'.repeat(64), source: 'https://tlc.test/x' },
];

/** A repository over the weeks: its issues, and what is recorded on its branch. */
async function start() {
  const repository = fakeRepository({});
  const { github, requests } = await serve(repository.answer);
  let week = 0;
  const place = () => ({
    github,
    model: 'rides',
    at: `2024-05-0${week}T05:23:00.000Z`,
    runUrl: `https://github.test/runs/${week}`,
  });
  const words = (events: readonly IncidentRecord[]) =>
    events.map(({ kind, event, number }) => `${kind} ${event} #${number}`);
  return {
    issues: repository.issues,
    commits: () => repository.commits.size,
    searches: () => requests.filter(({ method, url }) => method === 'GET' && url.includes('/issues')).length,
    incidents: () => readRecords(github, 'rides', 'incidents'),
    months: () => readRecords(github, 'rides', 'months'),
    train: (runs: readonly RunRecord[]) =>
      appendRecords(
        github,
        runs.map((record) => ({ model: 'rides', kind: 'runs', record })),
      ),
    tell: async (facts: Partial<Parameters<typeof standingsOf>[0]>, months: readonly MonthRecord[] = []) => {
      week++;
      const standings = standingsOf({
        model: 'rides',
        stock: STOCK,
        report: undefined,
        decision: { kind: 'wait', reasons: ['It is too early.'] },
        runUrl: place().runUrl,
        ...facts,
      });
      return words(await tellIncidents(await readIncidents(place()), standings, months));
    },
    answer: async () => words(await answerIncidents(await readIncidents(place()))),
  };
}

describe('an incident in the data', () => {
  test('is one issue, brought up to date each week and closed when it is over', async () => {
    const { issues, tell } = await start();
    expect(await tell({ stock: { ...STOCK, invalid } })).toEqual(['data opened #1']);
    expect(issues[0]).toMatchObject({ state: 'open', title: 'Invalid data for rides: 2024-04' });
    expect(issues[0]!.body).toMatch(/^<!-- ratchet:incident-data:rides -->\n/);
    expect(issues[0]!.body).toContain('**The champion is untouched.**');
    expect(issues[0]!.body).toContain('| 2024-04 | miles &#124; is &#60;null&#62; | 1,234 |');

    const second = { period: '2024-05', faults: [{ message: 'no file of rows', rows: null }] };
    const both = { ...STOCK, invalid: [...invalid, second], republished };
    expect(await tell({ stock: both })).toEqual(['data updated #1', 'republished opened #2']);
    expect(issues.map(({ title }) => title)).toEqual([
      'Invalid data for rides: 2024-04 and 2024-05',
      'Data of rides published anew: 2024-03',
    ]);
    expect(issues[1]!.body).toContain(`| 2024-03 | ${'a'.repeat(64)} | ${'b'.repeat(64)} |`);

    expect(await tell({ stock: { ...STOCK, republished } })).toEqual([
      'data closed #1',
      'republished updated #2',
    ]);
    expect(issues.map(({ state, comments }) => [state, comments])).toEqual([
      ['closed', ['[This run](https://github.test/runs/3) found nothing wrong any more.']],
      ['open', []],
    ]);
  });

  test('opens for a month that has not come', async () => {
    const { issues, tell } = await start();
    const overdue = { period: '2024-05', sentence: '2024-05 is overdue: 2024-04 ended 90 days ago.' };
    expect(await tell({ stock: { ...STOCK, overdue } })).toEqual(['overdue opened #1']);
    expect(issues[0]!.title).toBe('Data for rides is overdue: 2024-05');
    expect(await tell({})).toEqual(['overdue closed #1']);
  });

  test('that a person closed is not opened again for the same months, but for others', async () => {
    const { issues, tell } = await start();
    await tell({ stock: { ...STOCK, invalid } });
    issues[0]!.state = 'closed';
    expect(await tell({ stock: { ...STOCK, invalid } })).toEqual([]);
    const next = [{ ...invalid[0]!, period: '2024-05' }];
    expect(await tell({ stock: { ...STOCK, invalid: next } })).toEqual(['data opened #2']);
    await tell({});
    expect(await tell({ stock: { ...STOCK, invalid: next } })).toEqual(['data opened #3']);
  });
});

describe('an incident of a watched month', () => {
  test('is one issue a kind with its findings first, and closes with a healthy month', async () => {
    const { issues, tell } = await start();
    expect(await tell({ report: reportOf('2024-04', ['decay', 'drift']) })).toEqual([
      'decay opened #1',
      'drift opened #2',
    ]);
    expect(issues.map(({ title }) => title)).toEqual(['Decay of rides: 2024-04', 'Drift in rides: 2024-04']);
    expect(issues[1]!.body.split('\n\n').slice(0, 2)).toEqual([
      '<!-- ratchet:incident-drift:rides -->\nIn 2024-04, compared with 2024-01 and 2024-02 as v2 sees it, [this run](https://github.test/runs/1) found:',
      '- drift is told.',
    ]);
    expect(issues[1]!.body).toContain('**Decided: wait.** It is too early.');
    expect(issues[1]!.body).toContain('<summary>The whole report on 2024-04</summary>');
    expect(await tell({ report: reportOf('2024-05', ['drift']) })).toEqual([
      'decay closed #1',
      'drift updated #2',
    ]);
    expect(issues[1]!.title).toBe('Drift in rides: 2024-05');
    expect(await tell({ report: reportOf('2024-06') })).toEqual(['drift closed #2']);
    expect(issues[1]!.comments).toEqual([
      '2024-06 is healthy in this respect, says [this run](https://github.test/runs/3).',
    ]);
  });

  test('goes on while nothing new was watched, or what was cannot tell', async () => {
    const { tell } = await start();
    await tell({ report: reportOf('2024-04', ['decay', 'drift']) });
    expect(await tell({})).toEqual([]);
    expect(await tell({ report: reportOf('2024-05', ['slice']) })).toEqual(['slice opened #3']);
    const withoutErrors = { ...reportOf('2024-06'), decay: null };
    expect(await tell({ report: withoutErrors })).toEqual(['slice closed #3', 'drift closed #2']);
    expect(await tell({ report: reportOf('2024-07') })).toEqual(['decay closed #1']);
  });

  test('links the trainings since it was opened, and their releases, and goes on to do so', async () => {
    const { issues, incidents, train, tell, answer } = await start();
    const report = reportOf('2024-04', ['drift', 'volume']);
    await tell({ report });
    const run = 'https://github.test/runs/1';
    const release = 'https://github.test/pull/5';
    const training = { trigger: 'continuous-training', run, artifacts: { run, release } } as const;
    const runs = [
      runOf({ ...training, at: '2024-05-01T05:22:59.000Z', run: 'https://github.test/runs/0' }),
      runOf({ ...training, id: 'c0ffee000002', at: '2024-05-01T05:24:00.000Z' }),
    ];
    await train(runs);
    expect(await answer()).toEqual(['drift updated #1']);
    expect((await incidents()).at(-1)).toMatchObject({ kind: 'drift', answeredBy: release });
    const told = `- 2024-05-01: [trained on 2024-01 and 2024-02](${run}), judged on 2024-03: **Promote.** Better than the champion v1. [Its release](${release}).`;
    expect(issues[0]!.body).toContain(`**What was done**\n\n${told}\n`);
    await tell({ report });
    expect(issues[0]!.body).toContain('https://github.test/runs/2) found:');
    expect(issues[0]!.body.split(told)).toHaveLength(2);
    expect(issues[1]!.body).not.toContain('What was done');
  });
});

describe('what was told', () => {
  test('is kept as one commit, along with the months that it is about', async () => {
    const { tell, commits, incidents, months } = await start();
    const before = commits();
    await tell({ stock: { ...STOCK, invalid, republished } }, [monthOf()]);
    expect(commits()).toBe(before + 1);
    expect(await months()).toEqual([monthOf()]);
    expect(await incidents()).toMatchObject([
      { kind: 'data', event: 'opened', number: 1, at: '2024-05-01T05:23:00.000Z' },
      { kind: 'republished', event: 'opened', number: 2, runUrl: 'https://github.test/runs/1' },
    ]);
    await tell({});
    expect((await incidents()).slice(2)).toMatchObject([
      { kind: 'data', event: 'closed', number: 1, title: 'Invalid data for rides: 2024-04' },
      { kind: 'republished', event: 'closed', number: 2 },
    ]);
  });

  test('took one search an incident, be it opened, brought up to date or closed', async () => {
    const { tell, searches } = await start();
    const stock = { ...STOCK, invalid, republished };
    // data and republished; and overdue, which might have had an issue to close.
    const kinds = 3;
    await tell({ stock });
    expect(searches()).toBe(kinds);
    await tell({ stock });
    expect(searches()).toBe(2 * kinds);
    await tell({});
    expect(searches()).toBe(3 * kinds);
  });
});
