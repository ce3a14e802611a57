import type { ApiAnswer, ApiRequest } from './api-server.ts';
import { type DeskIssue, issueDesk } from './issue-desk.ts';
import { type FakePull, pullRoutes } from './pull-routes.ts';
import { no, ok, type Route } from './route.ts';

export interface FakeCommit {
  readonly message: string;
  readonly parents: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** What a repository holds, and what its rules forbid. */
export interface FakeRepository {
  readonly commits: Map<string, FakeCommit>;
  readonly refs: Map<string, string>;
  readonly pulls: FakePull[];
  readonly issues: DeskIssue[];
  /** Commits that carry the status ratchet. */
  readonly approved: Set<string>;
  /** Workflows that were started, with their inputs. */
  readonly dispatched: { readonly workflow: string; readonly inputs: Readonly<Record<string, string>> }[];
  /** A branch that nobody commits to without a pull request. */
  isProtected: boolean;
  forbidsPullRequests: boolean;
  readonly answer: (request: ApiRequest) => ApiAnswer;
  /** Adds a commit to main as a person does, and gives it. */
  readonly push: (files: Readonly<Record<string, string>>) => string;
  /** Files of what a ref points at. */
  readonly filesAt: (ref: string) => Readonly<Record<string, string>>;
}

type Body = Record<string, never> & {
  readonly tree: { readonly path: string; readonly content: string }[] & string;
};
/** A repository in memory that answers as GitHub's API does, as far as releases go. */
export function fakeRepository(files: Readonly<Record<string, string>>): FakeRepository {
  const commits = new Map<string, FakeCommit>();
  const trees = new Map<string, Readonly<Record<string, string>>>();
  let made = 0;
  const name = () => (++made).toString(16).padStart(40, '0');
  const addCommit = (commit: FakeCommit) => {
    const sha = name();
    commits.set(sha, commit);
    trees.set(`tree-${sha}`, commit.files);
    return sha;
  };
  const historyOf = (sha: string): string[] => [sha, ...commits.get(sha)!.parents.flatMap(historyOf)];
  const refs = new Map([['heads/main', addCommit({ message: 'First', parents: [], files })]]);
  const pulls: FakePull[] = [];
  const issues: DeskIssue[] = [];
  const desk = issueDesk(issues);

  const setRef = (ref: string, sha: string) => {
    refs.set(ref, sha);
    for (const pull of pulls)
      if (pull.state === 'open' && `heads/${pull.head.ref}` === ref) pull.head.sha = sha;
  };

  const routes: readonly Route[] = [
    [
      'GET',
      /^git\/matching-refs\/(.+)$/,
      ([, prefix]) =>
        ok(
          Array.from(refs, ([ref, sha]) => ({ ref: `refs/${ref}`, object: { sha } })).filter(({ ref }) =>
            ref.startsWith(`refs/${prefix}`),
          ),
        ),
    ],
    [
      'GET',
      /^git\/ref\/(.+)$/,
      ([, ref]) => (refs.has(ref!) ? ok({ object: { sha: refs.get(ref!) } }) : no(404, 'Not Found')),
    ],
    [
      'POST',
      /^git\/refs$/,
      (_, { body }) => {
        const { ref, sha } = body as { ref: string; sha: string };
        if (refs.has(ref.slice('refs/'.length))) return no(422, 'Reference already exists');
        setRef(ref.slice('refs/'.length), sha);
        return { status: 201, body: {} };
      },
    ],
    [
      'PATCH',
      /^git\/refs\/(.+)$/,
      ([, ref], { body }) => {
        const { sha, force } = body as { sha: string; force: boolean };
        if (ref === 'heads/main' && self.isProtected)
          return no(422, 'Repository rule violations found. Changes must be made through a pull request.');
        if (!force && !historyOf(sha).includes(refs.get(ref!)!))
          return no(422, 'Update is not a fast forward');
        setRef(ref!, sha);
        return ok({});
      },
    ],
    [
      'DELETE',
      /^git\/refs\/(.+)$/,
      ([, ref]) => (refs.delete(ref!) ? { status: 204 } : no(422, 'Reference does not exist')),
    ],
    [
      'GET',
      /^git\/commits\/(.+)$/,
      ([, sha]) => {
        const { message, parents } = commits.get(sha!)!;
        return ok({
          sha,
          message,
          tree: { sha: `tree-${sha}` },
          parents: parents.map((parent) => ({ sha: parent })),
        });
      },
    ],
    [
      'POST',
      /^git\/trees$/,
      (_, { body }) => {
        const { base_tree, tree } = body as Body & { base_tree: string };
        const sha = `tree-${name()}`;
        trees.set(sha, {
          ...trees.get(base_tree),
          ...Object.fromEntries(tree.map((file) => [file.path, file.content])),
        });
        return { status: 201, body: { sha } };
      },
    ],
    [
      'POST',
      /^git\/commits$/,
      (_, { body }) => {
        const { message, tree, parents } = body as { message: string; tree: string; parents: string[] };
        return { status: 201, body: { sha: addCommit({ message, parents, files: trees.get(tree)! }) } };
      },
    ],
    [
      'GET',
      /^compare\/(.+)\.\.\.(.+)$/,
      ([, base, head]) => {
        if (base === head) return ok({ status: 'identical' });
        const [ahead, behind] = [historyOf(head!).includes(base!), historyOf(base!).includes(head!)];
        return ok({ status: ahead ? 'ahead' : behind ? 'behind' : 'diverged' });
      },
    ],
    [
      'POST',
      /^statuses\/(.+)$/,
      ([, sha]) => {
        self.approved.add(sha!);
        return { status: 201, body: {} };
      },
    ],
    [
      'POST',
      /^actions\/workflows\/(.+)\/dispatches$/,
      ([, workflow], { body }) => {
        self.dispatched.push({
          workflow: workflow!,
          inputs: (body as { inputs: Record<string, string> }).inputs,
        });
        return { status: 204 };
      },
    ],
    [
      'GET',
      /^contents\/(.+)$/,
      ([, path], { url }) => {
        const text = self.filesAt(new URL(url, 'http://x').searchParams.get('ref')!)[path!];
        return text === undefined
          ? no(404, 'Not Found')
          : (_, response) =>
              response.writeHead(200, { 'content-type': 'application/vnd.github.raw' }).end(text);
      },
    ],
    ...pullRoutes(() => self, { addCommit, setRef }),
  ];

  const self: FakeRepository = {
    commits,
    refs,
    pulls,
    issues,
    approved: new Set(),
    dispatched: [],
    isProtected: false,
    forbidsPullRequests: false,
    answer: (request) => {
      const path = decodeURIComponent(
        request.url.replace(/^\/repos\/someone\/rides\//, '').replace(/\?.*/, ''),
      );
      for (const [method, pattern, answer] of routes) {
        const match = method === request.method ? pattern.exec(path) : null;
        if (match) return answer([...match], request);
      }
      return desk(request) ?? no(404, `no route for ${request.method} ${path}`);
    },
    push: (changed) => {
      const parent = refs.get('heads/main')!;
      const sha = addCommit({
        message: 'Work',
        parents: [parent],
        files: { ...commits.get(parent)!.files, ...changed },
      });
      setRef('heads/main', sha);
      return sha;
    },
    filesAt: (ref) => commits.get(refs.get(`heads/${ref}`) ?? refs.get(`tags/${ref}`) ?? ref)?.files ?? {},
  };
  return self;
}
