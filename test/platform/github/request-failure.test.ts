import { describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../platform/github/request-failure.ts';
import { type ApiAnswer, apiServers } from './api-server.ts';

const serve = apiServers();

async function failureOf(answer: ApiAnswer): Promise<RequestFailure> {
  const { github } = await serve(() => answer);
  const { owner, repo, api } = github;
  const asked = api.issues.get({ owner, repo, issue_number: 7, request: { retries: 0 } });
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestFailure)) throw new Error(`expected a RequestFailure, found ${error}`);
  return error;
}

describe('a request that fails', () => {
  test('for want of a permission names it, and where to grant it', async () => {
    const { code, status, message, hint } = await failureOf({
      status: 403,
      headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
      body: { message: 'Resource not accessible by integration' },
    });
    expect({ code, status }).toEqual({ code: 'github', status: 403 });
    expect(message).toBe(
      'GET /repos/someone/rides/issues/7: GitHub answered 403: Resource not accessible by integration',
    );
    expect(hint).toContain('issues: write or pull-requests: write');
    expect(hint).toContain('permissions: in its workflow');
  });

  test.each([
    { status: 401, body: { message: 'Bad credentials' }, hint: 'the token is no longer valid' },
    { status: 403, body: { message: 'Nope' }, hint: 'Settings → Actions → General' },
    { status: 404, body: { message: 'Not Found' }, hint: 'the permissions of the job do not show it' },
    { status: 409, body: { message: 'Conflict' }, hint: 'somebody else was faster' },
    { status: 503, body: 'down', hint: 'run it again' },
  ])('with $status tells what to do', async ({ status, body, hint }) => {
    const failure = await failureOf({ status, body });
    expect(failure.status).toBe(status);
    expect(failure.hint).toContain(hint);
  });

  test('with 422 tells every detail', async () => {
    const errors = [
      { resource: 'Issue', field: 'title', code: 'missing_field' },
      { message: 'No head' },
      'Else',
    ];
    const { message } = await failureOf({ status: 422, body: { message: 'Validation Failed', errors } });
    expect(message).toMatch(/GitHub answered 422: Validation Failed; title missing_field; No head; Else$/);
  });

  test.each<{ description: string; answer: ApiAnswer }>([
    { description: 'silence', answer: () => {} },
    { description: 'a connection that breaks', answer: (request) => request.socket.destroy() },
    {
      description: 'half of an answer',
      answer: (request, response) => {
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': '400' });
        response.write('{"number": 1');
        setTimeout(() => request.socket.destroy(), 20);
      },
    },
    {
      description: 'JSON that breaks off',
      answer: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"number": 1');
      },
    },
  ])('with $description is no success', async ({ answer }) => {
    const { code, message } = await failureOf(answer);
    expect(code).toBe('github');
    expect(message).toMatch(/^GET \/repos\/someone\/rides\/issues\/7: /);
  });

  test('never shows the token', async () => {
    const failure = await failureOf({ status: 500, body: { message: 'x' } });
    expect(`${failure.message} ${failure.hint}`).not.toContain('secret-token');
  });
});

describe('a request that may pass later', () => {
  test.each([
    { kind: 'too many requests', message: 'Too many requests' },
    { kind: 'secondary rate limit', message: 'You have exceeded a secondary rate limit' },
  ])('waits as long as the answer asks, then goes on: $kind', async ({ kind, message }) => {
    let asked = 0;
    const { github, log } = await serve(() =>
      ++asked === 1
        ? { status: 429, headers: { 'retry-after': '2' }, body: { message } }
        : { status: 200, body: { is_template: true, default_branch: 'main' } },
    );
    const started = performance.now();
    const { owner, repo, api } = github;
    expect((await api.repos.get({ owner, repo })).data.default_branch).toBe('main');
    expect(performance.now() - started).toBeGreaterThan(1990);
    expect(asked).toBe(2);
    expect(log).toEqual([expect.stringMatching(new RegExp(`^GET .*: ${kind}, asking again in 2 s$`))]);
  });

  test.each(['Too many requests', 'You have exceeded a secondary rate limit'])(
    'is given up where the answer asks for longer than a run should wait: %s',
    async (message) => {
      const { github, log, requests } = await serve(() => ({
        status: 429,
        headers: { 'retry-after': '600' },
        body: { message },
      }));
      const { owner, repo, api } = github;
      await expect(api.repos.get({ owner, repo })).rejects.toMatchObject({
        status: 429,
        hint: 'a limit of GitHub is reached: run it again later',
      });
      expect(requests).toHaveLength(1);
      expect(log[0]).toMatch(/over in 600 s, too long to wait$/);
    },
  );

  test('is given up where a limit lasts longer than a run should', async () => {
    const reset = Math.floor(Date.now() / 1000) + 3000;
    const { github, log, requests } = await serve(() => ({
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      body: { message: 'API rate limit exceeded' },
    }));
    const { owner, repo, api } = github;
    await expect(api.repos.get({ owner, repo })).rejects.toMatchObject({
      hint: expect.stringContaining('limit'),
    });
    expect(requests).toHaveLength(1);
    expect(log[0]).toMatch(/too long to wait/);
  });

  test('is asked again after a fault of the server', async () => {
    let asked = 0;
    const { github } = await serve(() =>
      ++asked === 1
        ? { status: 502, body: { message: 'Bad gateway' } }
        : { status: 200, body: { is_template: false, default_branch: 'main' } },
    );
    const { owner, repo, api } = github;
    expect((await api.repos.get({ owner, repo })).data.is_template).toBe(false);
    expect(asked).toBe(2);
  });
});
