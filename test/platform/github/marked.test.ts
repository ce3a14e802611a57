import { describe, expect, test } from 'vitest';
import { upsertComment } from '../../../platform/github/marked-comment.ts';
import { closeIssue, findIssue, openIssue } from '../../../platform/github/marked-issue.ts';
import { markerOf } from '../../../platform/github/marker.ts';
import { type ApiAnswer, type ApiRequest, apiServers } from './api-server.ts';

const serve = apiServers();
const MARKER = markerOf('change', 'rides');
const BOT = { login: 'github-actions[bot]' };

interface Comment {
  readonly id: number;
  user: { login: string };
  body: string;
  readonly html_url: string;
}

/** Comments of one pull request, kept as GitHub does; `lost` answers are cut after the work was done. */
function commentsOf(comments: Comment[], lost = 0) {
  let toLose = lost;
  return ({ method, url, body }: ApiRequest): ApiAnswer => {
    const id = Number(url.match(/comments\/(\d+)/)?.[1]);
    const text = (body as { body?: string } | undefined)?.body ?? '';
    if (method === 'GET') {
      const page = Number(new URL(url, 'http://x').searchParams.get('page') ?? 1);
      const next = page * 100 < comments.length;
      const link = `<http://x${url.split('?')[0]}?per_page=100&page=${page + 1}>; rel="next"`;
      return {
        status: 200,
        body: comments.slice((page - 1) * 100, page * 100),
        headers: next ? { link: link.replace('http://x', '') } : {},
      };
    }
    if (method === 'POST') {
      const comment = { id: 1000 + comments.length, user: BOT, body: text, html_url: `c/${comments.length}` };
      comments.push(comment);
      if (toLose-- > 0) return (request) => request.socket.destroy();
      return { status: 201, body: comment };
    }
    const found = comments.findIndex((comment) => comment.id === id);
    if (method === 'DELETE') comments.splice(found, 1);
    else comments[found]!.body = text;
    return {
      status: method === 'DELETE' ? 204 : 200,
      ...(method === 'DELETE' ? {} : { body: comments[found] }),
    };
  };
}

const comment = (id: number, login: string, body: string): Comment => ({
  id,
  user: { login },
  body,
  html_url: `c/${id}`,
});

describe('a comment that is kept up to date', () => {
  test('is written once, and changed in place after', async () => {
    const comments: Comment[] = [];
    const { github, requests } = await serve(commentsOf(comments));
    for (const text of ['one', 'two', 'two']) await upsertComment(github, 7, MARKER, text);
    expect(comments.map(({ body }) => body)).toEqual([`${MARKER}\ntwo`]);
    expect(requests.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual([
      'POST',
      'PATCH',
    ]);
  });

  test('is not the comment of somebody who copied its marker', async () => {
    const comments = [comment(1, 'mallory', `${MARKER}\nall is well`)];
    const { github } = await serve(commentsOf(comments));
    await upsertComment(github, 7, MARKER, 'no');
    expect(comments.map(({ user, body }) => [user.login, body])).toEqual([
      ['mallory', `${MARKER}\nall is well`],
      ['github-actions[bot]', `${MARKER}\nno`],
    ]);
  });

  test('is there once, although the answer to its making was lost', async () => {
    const comments: Comment[] = [];
    const { github } = await serve(commentsOf(comments, 1));
    expect(await upsertComment(github, 7, MARKER, 'one')).toBe('c/0');
    expect(comments).toHaveLength(1);
  });

  test('stays the oldest, where two runs wrote one each', async () => {
    const comments = [comment(5, BOT.login, `${MARKER}\na`), comment(3, BOT.login, `${MARKER}\nb`)];
    const { github } = await serve(commentsOf(comments));
    await upsertComment(github, 7, MARKER, 'c');
    expect(comments).toEqual([comment(3, BOT.login, `${MARKER}\nc`)]);
  });
});

test('a double that another run removes at the same moment is gone, which is as good', async () => {
  const comments = [comment(3, BOT.login, `${MARKER}\na`), comment(5, BOT.login, `${MARKER}\nb`)];
  const answer = commentsOf(comments);
  const { github } = await serve((request) => {
    const given = answer(request);
    return request.method === 'DELETE' ? { status: 404, body: { message: 'Not Found' } } : given;
  });
  await upsertComment(github, 7, MARKER, 'c');
  expect(comments).toEqual([comment(3, BOT.login, `${MARKER}\nc`)]);
});

describe('an issue that is kept up to date', () => {
  test('is opened once, changed in place, and closed with a last word', async () => {
    const issues: {
      number: number;
      html_url: string;
      user: typeof BOT;
      title: string;
      body: string;
      state: string;
    }[] = [];
    const words: string[] = [];
    const { github } = await serve(({ method, url, body }) => {
      const given = body as Record<string, string>;
      if (url.includes('/comments')) words.push(given['body']!);
      else if (method === 'POST')
        issues.push({
          number: 4,
          html_url: 'i/4',
          user: BOT,
          title: given['title']!,
          body: given['body']!,
          state: 'open',
        });
      else if (method === 'PATCH') Object.assign(issues[0]!, given);
      const open = issues.filter(({ state }) => state === 'open');
      const data = method === 'GET' ? open : issues[0];
      return { status: method === 'POST' ? 201 : 200, body: data };
    });
    const open = async (body: string) =>
      openIssue(github, MARKER, await findIssue(github, MARKER), { title: 'A', body });
    expect(await open('a')).toEqual({ number: 4, url: 'i/4' });
    await open('b');
    expect(issues).toMatchObject([{ title: 'A', body: `${MARKER}\nb`, state: 'open' }]);
    const found = await findIssue(github, MARKER);
    expect(await closeIssue(github, found!, 'Over.')).toEqual({ number: 4, url: 'i/4' });
    expect({ words, state: issues[0]!.state }).toEqual({ words: ['Over.'], state: 'closed' });
    expect(await findIssue(github, MARKER)).toBeUndefined();
  });
});
