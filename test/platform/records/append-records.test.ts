import { expect, test } from 'vitest';
import type { RecordLine } from '../../../pipeline/records/record-kinds.ts';
import { appendRecords } from '../../../platform/records/append-records.ts';
import { readRecords } from '../../../platform/records/read-records.ts';
import { incidentOf, runOf } from '../../records/records.ts';
import { errorOf } from '../error-of.ts';
import { type ApiAnswer, type ApiRequest, apiServers } from '../github/api-server.ts';
import { fakeRepository } from '../github/fake-repository.ts';

const serve = apiServers();
const REF = 'heads/ratchet/records';
const run = (id: string): RecordLine => ({ model: 'rides', kind: 'runs', record: runOf({ id }) });
const idsOf = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
const isMove = ({ method, url }: ApiRequest) =>
  (method === 'PATCH' || method === 'POST') && url.includes('/git/refs');

test('the first records make a branch of their own, without a parent and without the code', async () => {
  const repository = fakeRepository({ 'README.md': 'Rides' });
  const { github } = await serve(repository.answer);
  const incident: RecordLine = { model: 'rides', kind: 'incidents', record: incidentOf() };
  expect(await appendRecords(github, [run('1'), incident])).toBe(2);
  const { message, parents, files } = repository.commits.get(repository.refs.get(REF)!)!;
  expect({ message, parents }).toEqual({
    message: 'Record rides/runs.jsonl and rides/incidents.jsonl: 2 lines',
    parents: [],
  });
  expect(Object.keys(files)).toEqual(['README.md', 'rides/runs.jsonl', 'rides/incidents.jsonl']);
  expect(files['README.md']).toMatch(/^# Records\n/);
  expect(await readRecords(github, 'rides', 'incidents')).toEqual([incidentOf()]);
});

test('later ones come on top, and what is there already is not written again', async () => {
  const repository = fakeRepository({});
  const { github, requests } = await serve(repository.answer);
  await appendRecords(github, [run('1')]);
  const first = repository.refs.get(REF)!;
  expect(await appendRecords(github, [run('1'), run('2')])).toBe(1);
  const tip = repository.refs.get(REF)!;
  expect(repository.commits.get(tip)!.parents).toEqual([first]);
  expect(idsOf(await readRecords(github, 'rides', 'runs'))).toEqual(['1', '2']);
  expect(await appendRecords(github, [run('2')])).toBe(0);
  expect(repository.refs.get(REF)).toBe(tip);
  expect(requests.filter(({ body }) => (body as { force?: boolean }).force === true)).toEqual([]);
});

test.each([
  { when: 'the branch is there', before: ['0'] },
  { when: 'neither has made the branch yet', before: [] },
])('two jobs that race both leave their records, where $when', async ({ before }) => {
  const repository = fakeRepository({});
  const other = await serve(repository.answer);
  if (before.length > 0) await appendRecords(other.github, before.map(run));
  let raced: Promise<number> | undefined;
  const { github } = await serve((request): ApiAnswer => {
    if (!isMove(request) || raced) return repository.answer(request);
    // The other is faster by a commit: this move finds another head than it was made for.
    return (_, response) => {
      raced = appendRecords(other.github, [run('theirs')]);
      void raced.then(() => {
        const answer = repository.answer(request) as { status: number; body: unknown };
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer.body));
      });
    };
  });
  expect(await appendRecords(github, [run('ours')])).toBe(1);
  expect(await raced).toBe(1);
  expect(idsOf(await readRecords(github, 'rides', 'runs'))).toEqual([...before, 'theirs', 'ours']);
});

test('there is one line, although the answer to its writing was lost', async () => {
  const repository = fakeRepository({});
  let lost = 0;
  const { github } = await serve((request) => {
    const answer = repository.answer(request);
    // What the same request finds when it is made again.
    return isMove(request) && lost++ === 0
      ? { status: 422, body: { message: 'Reference already exists' } }
      : answer;
  });
  await appendRecords(github, [run('1')]);
  expect(idsOf(await readRecords(github, 'rides', 'runs'))).toEqual(['1']);
});

test('a rule that forbids the branch is told, and not tried again', async () => {
  const repository = fakeRepository({});
  const { github, requests } = await serve((request) =>
    isMove(request)
      ? { status: 422, body: { message: 'Repository rule violations found' } }
      : repository.answer(request),
  );
  expect(await errorOf(() => appendRecords(github, [run('1')]))).toMatchObject({
    code: 'github',
    status: 422,
  });
  expect(requests.filter(isMove)).toHaveLength(1);
});

test('before the first record there is none to read; a broken line is named with its file', async () => {
  const repository = fakeRepository({});
  const { github } = await serve(repository.answer);
  expect(await readRecords(github, 'rides', 'months')).toEqual([]);
  const broken = repository.push({ 'rides/runs.jsonl': '{}\n' });
  repository.refs.set(REF, broken);
  expect(await errorOf(() => readRecords(github, 'rides', 'runs'))).toMatchObject({
    code: 'data',
    file: 'ratchet/records:rides/runs.jsonl',
    line: 1,
  });
});
