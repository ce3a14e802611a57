import { ACTIONS_BOT } from '../../../platform/github/marker.ts';
import type { FakeCommit, FakeRepository } from './fake-repository.ts';
import { no, ok, type Route } from './route.ts';

export interface FakePull {
  readonly number: number;
  readonly user: { readonly login: string };
  readonly html_url: string;
  readonly head: { readonly ref: string; sha: string };
  readonly base: { readonly ref: string };
  readonly mergeable: boolean;
  title: string;
  body: string;
  state: string;
  merged: boolean;
  merged_at: string | null;
  merge_commit_sha: string | null;
}

/** How a repository is changed by a merge. */
interface Writing {
  readonly addCommit: (commit: FakeCommit) => string;
  readonly setRef: (ref: string, sha: string) => void;
}

/** The pull requests of a repository, kept as GitHub does. */
export const pullRoutes = (
  repository: () => FakeRepository,
  { addCommit, setRef }: Writing,
): readonly Route[] => [
  [
    'GET',
    /^pulls$/,
    (_, { url }) => {
      const { searchParams } = new URL(url, 'http://x');
      const [state, head] = [searchParams.get('state'), searchParams.get('head')];
      return ok(
        repository().pulls.filter(
          (pull) => (state === 'all' || pull.state === state) && `someone:${pull.head.ref}` === head,
        ),
      );
    },
  ],
  [
    'POST',
    /^pulls$/,
    (_, { body }) => {
      if (repository().forbidsPullRequests)
        return no(403, 'GitHub Actions is not permitted to create or approve pull requests.');
      const { title, body: text, head, base } = body as Record<'title' | 'body' | 'head' | 'base', string>;
      if (repository().pulls.some((pull) => pull.state === 'open' && pull.head.ref === head))
        return no(422, 'A pull request already exists');
      const pull: FakePull = {
        number: repository().pulls.length + 100,
        user: { login: ACTIONS_BOT },
        html_url: `https://github.test/pull/${repository().pulls.length + 100}`,
        head: { ref: head, sha: repository().refs.get(`heads/${head}`)! },
        base: { ref: base },
        mergeable: true,
        title,
        body: text,
        state: 'open',
        merged: false,
        merged_at: null,
        merge_commit_sha: null,
      };
      repository().pulls.push(pull);
      return { status: 201, body: pull };
    },
  ],
  [
    'GET',
    /^pulls\/(\d+)$/,
    ([, number]) => ok(repository().pulls.find((pull) => pull.number === Number(number))),
  ],
  [
    'PATCH',
    /^pulls\/(\d+)$/,
    ([, number], { body }) =>
      ok(Object.assign(repository().pulls.find((pull) => pull.number === Number(number))!, body)),
  ],
  [
    'PUT',
    /^pulls\/(\d+)\/merge$/,
    ([, number], { body }) => {
      const pull = repository().pulls.find((other) => other.number === Number(number))!;
      const { sha, commit_message } = body as { sha: string; commit_message: string };
      if (sha !== pull.head.sha) return no(409, 'Head branch was modified. Review and try the merge again.');
      if (repository().isProtected && !repository().approved.has(sha))
        return no(405, 'Required status check "ratchet" is expected.');
      const main = repository().refs.get('heads/main')!;
      const [parent] = repository().commits.get(sha)!.parents;
      const changed = changesOf(
        repository().commits.get(parent!)!.files,
        repository().commits.get(sha)!.files,
      );
      const since = changesOf(
        repository().commits.get(parent!)!.files,
        repository().commits.get(main)!.files,
      );
      if (Object.keys(changed).some((path) => path in since)) return no(405, 'Pull Request is not mergeable');
      const files = { ...repository().commits.get(main)!.files, ...changed };
      const commit = addCommit({ message: commit_message, parents: [main], files });
      setRef('heads/main', commit);
      Object.assign(pull, { state: 'closed', merged: true, merged_at: 'now', merge_commit_sha: commit });
      return ok({ sha: commit, merged: true });
    },
  ],
];

function changesOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(after).filter(([path, text]) => before[path] !== text));
}
