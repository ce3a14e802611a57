import { ACTIONS_BOT } from '../../../platform/github/marker.ts';
import type { ApiAnswer, ApiRequest } from './api-server.ts';

export interface DeskIssue {
  readonly number: number;
  readonly user: { readonly login: string };
  readonly html_url: string;
  title: string;
  body: string;
  state: string;
  /** Last words, in their order. */
  readonly comments: string[];
}

/** The issues of a repository, kept as GitHub does; undefined for a request that is about something else. */
export function issueDesk(issues: DeskIssue[]): (request: ApiRequest) => ApiAnswer | undefined {
  return ({ method, url, body }) => {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const [, number, rest] = /\/issues(?:\/(\d+))?(\/comments)?$/.exec(pathname) ?? [];
    if (!pathname.includes('/issues')) return undefined;
    const issue = issues.find((other) => other.number === Number(number));
    const given = body as Partial<DeskIssue>;
    if (method === 'GET') {
      const state = searchParams.get('state');
      return { status: 200, body: issues.filter((other) => state === 'all' || other.state === state) };
    }
    if (rest !== undefined) {
      issue!.comments.push(given.body!);
      return { status: 201, body: { id: 1 } };
    }
    if (issue !== undefined) {
      Object.assign(issue, given);
      return { status: 200, body: issue };
    }
    const next = issues.length + 1;
    const made: DeskIssue = {
      number: next,
      user: { login: ACTIONS_BOT },
      html_url: `https://github.test/issues/${next}`,
      title: given.title!,
      body: given.body!,
      state: 'open',
      comments: [],
    };
    issues.push(made);
    return { status: 201, body: made };
  };
}
