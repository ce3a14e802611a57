import { expect, test } from 'vitest';
import { appendRecords } from '../../../platform/records/append-records.ts';
import { findRecords } from '../../../platform/records/read-records.ts';
import { runOf } from '../../records/records.ts';
import { errorOf } from '../error-of.ts';
import { type ApiAnswer, type ApiRequest, apiServers } from '../github/api-server.ts';
import { fakeRepository } from '../github/fake-repository.ts';

const serve = apiServers();
const REF = 'heads/ratchet/records';

test('records are read from the tip of their branch; a model without any has none', async () => {
  const repository = fakeRepository({});
  const { github } = await serve(repository.answer);
  // Its name begins as that of the branch does.
  repository.refs.set('heads/ratchet/records-of-old', repository.refs.get('heads/main')!);
  await appendRecords(github, [{ model: 'rides', kind: 'runs', record: runOf() }]);
  expect(await findRecords(github, 'rides', 'runs')).toEqual({ records: [runOf()], unknown: undefined });
  expect(await findRecords(github, 'parcels', 'runs')).toEqual({ records: [], unknown: undefined });
});

test('before the first record there is no branch, and that is said', async () => {
  const repository = fakeRepository({});
  const { github } = await serve(repository.answer);
  repository.refs.set('heads/ratchet/records-of-old', repository.refs.get('heads/main')!);
  expect(await findRecords(github, 'rides', 'runs')).toEqual({
    records: [],
    unknown: 'there is no branch ratchet/records yet',
  });
});

test.each<{ answer: ApiAnswer; why: string }>([
  { answer: { status: 404, body: { message: 'Not Found' } }, why: 'GitHub answered 404: Not Found' },
  {
    answer: { status: 403, body: { message: 'Resource not accessible by integration' } },
    why: 'GitHub answered 403: Resource not accessible by integration',
  },
])('a branch that may not be looked at is an error: $why', async ({ answer, why }) => {
  const { github } = await serve(() => answer);
  expect(await errorOf(() => findRecords(github, 'rides', 'runs'))).toMatchObject({
    code: 'github',
    message: expect.stringMatching(new RegExp(`^the branch ratchet/records cannot be read: GET .*: ${why}$`)),
    hint: 'give the job the permission contents: read, or run it again',
  });
});

test('so is a file that may not be read, though its branch was seen', async () => {
  const repository = fakeRepository({});
  const isFile = ({ url }: ApiRequest) => url.includes('/contents/');
  const { github } = await serve((request) =>
    isFile(request) ? { status: 403, body: { message: 'Too large' } } : repository.answer(request),
  );
  repository.refs.set(REF, repository.refs.get('heads/main')!);
  expect(await errorOf(() => findRecords(github, 'rides', 'runs'))).toMatchObject({
    code: 'github',
    message: expect.stringContaining('the branch ratchet/records cannot be read: GET '),
  });
});

test('a broken line is named', async () => {
  const repository = fakeRepository({ 'rides/runs.jsonl': '{}\n' });
  const { github } = await serve(repository.answer);
  repository.refs.set(REF, repository.refs.get('heads/main')!);
  expect(await errorOf(() => findRecords(github, 'rides', 'runs'))).toMatchObject({
    code: 'data',
    file: 'ratchet/records:rides/runs.jsonl',
    line: 1,
  });
});
