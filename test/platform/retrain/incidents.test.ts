import { expect, test } from 'vitest';
import { tellIncidents } from '../../../platform/retrain/incidents.ts';
import { apiServers } from '../github/api-server.ts';
import { type DeskIssue, issueDesk } from '../github/issue-desk.ts';

const serve = apiServers();
const TOLD = { runUrl: 'https://github.test/runs/1', lookedAtAll: true };
const INVALID = [{ period: '2024-04', faults: [{ message: 'miles | is <null>', rows: 1234 }] }];
const REPUBLISHED = [
  { period: '2024-03', locked: 'a'.repeat(64), found: 'b'.repeat(64), source: 'https://tlc.test/x' },
];

test('an incident in the data is one issue, brought up to date each week and closed when it is over', async () => {
  const issues: DeskIssue[] = [];
  const desk = issueDesk(issues);
  const { github } = await serve((request) => desk(request)!);
  expect(await tellIncidents(github, 'rides', { invalid: INVALID, republished: [] }, TOLD)).toEqual([
    { number: 1, url: 'https://github.test/issues/1' },
  ]);
  expect(issues[0]).toMatchObject({ state: 'open', title: 'Invalid data for rides: 2024-04' });
  expect(issues[0]!.body).toMatch(/^<!-- ratchet:incident-data:rides -->\n/);
  expect(issues[0]!.body).toContain('**The champion is untouched.**');
  expect(issues[0]!.body).toContain('| 2024-04 | miles &#124; is &#60;null&#62; | 1,234 |');

  const second = { period: '2024-05', faults: [{ message: 'no file of rows', rows: undefined }] };
  await tellIncidents(github, 'rides', { invalid: [...INVALID, second], republished: REPUBLISHED }, TOLD);
  expect(issues.map(({ title }) => title)).toEqual([
    'Invalid data for rides: 2024-04 and 2024-05',
    'Data of rides published anew: 2024-03',
  ]);
  expect(issues[1]!.body).toContain(`| 2024-03 | ${'a'.repeat(64)} | ${'b'.repeat(64)} |`);

  // A look at one month says nothing of the others.
  await tellIncidents(github, 'rides', { invalid: [], republished: [] }, { ...TOLD, lookedAtAll: false });
  expect(issues.map(({ state }) => state)).toEqual(['open', 'open']);
  expect(await tellIncidents(github, 'rides', { invalid: [], republished: REPUBLISHED }, TOLD)).toHaveLength(
    1,
  );
  expect(issues.map(({ state, comments }) => [state, comments.length])).toEqual([
    ['closed', 1],
    ['open', 0],
  ]);
});
