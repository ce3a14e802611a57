import { ACTIONS_BOT } from './api.ts';
import { fullName, type Hub } from './hub.ts';
import type { Pull } from './state.ts';

/** JSON of things as GitHub's API shows them, cut to what is of use. */

export function userView({ serverUrl, apiUrl }: Pick<Hub, 'serverUrl' | 'apiUrl'>, login: string) {
  const isBot = login.endsWith('[bot]');
  const page = encodeURIComponent(login);
  return {
    login,
    id:
      login === ACTIONS_BOT
        ? 41898282
        : 1000 + [...login].reduce((sum, letter) => sum + letter.charCodeAt(0), 0),
    type: isBot ? 'Bot' : 'User',
    site_admin: false,
    url: `${apiUrl}/users/${page}`,
    html_url: isBot ? `${serverUrl}/apps/${page.replace('%5Bbot%5D', '')}` : `${serverUrl}/${page}`,
  };
}

export function repositoryView(hub: Hub, owner = hub.owner) {
  const { apiUrl, serverUrl, settings, repo } = hub;
  const name = `${owner}/${repo}`;
  return {
    id: owner === hub.owner ? 4711 : 4712,
    name: repo,
    full_name: name,
    owner: userView(hub, owner),
    private: settings.isPrivate,
    visibility: settings.isPrivate ? 'private' : 'public',
    fork: owner !== hub.owner,
    is_template: owner === hub.owner && settings.isTemplate,
    default_branch: 'main',
    url: `${apiUrl}/repos/${name}`,
    html_url: `${serverUrl}/${name}`,
    clone_url: `${serverUrl}/${name}.git`,
    archived: false,
    has_pages: settings.pagesEnabled,
  };
}

export function pullView(hub: Hub, pull: Pull, mergeable?: boolean) {
  const { apiUrl, serverUrl } = hub;
  const url = `${apiUrl}/repos/${fullName(hub)}/pulls/${pull.number}`;
  return {
    id: 900_000 + pull.number,
    number: pull.number,
    url,
    html_url: `${serverUrl}/${fullName(hub)}/pull/${pull.number}`,
    issue_url: `${apiUrl}/repos/${fullName(hub)}/issues/${pull.number}`,
    state: pull.state,
    locked: false,
    title: pull.title,
    body: pull.body,
    user: userView(hub, pull.user),
    draft: pull.draft,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.state === 'closed' ? pull.updatedAt : null,
    merged_at: pull.mergedBy === undefined ? null : pull.updatedAt,
    merged: pull.mergedBy !== undefined,
    merged_by: pull.mergedBy === undefined ? null : userView(hub, pull.mergedBy),
    merge_commit_sha: pull.mergeCommit ?? null,
    ...(mergeable === undefined
      ? {}
      : { mergeable, mergeable_state: mergeable ? 'clean' : 'dirty', rebaseable: mergeable }),
    head: {
      label: `${pull.head.owner}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      user: userView(hub, pull.head.owner),
      repo: repositoryView(hub, pull.head.owner),
    },
    base: {
      label: `${hub.owner}:${pull.base.ref}`,
      ref: pull.base.ref,
      sha: pull.base.sha,
      user: userView(hub, hub.owner),
      repo: repositoryView(hub),
    },
    author_association: pull.head.owner === hub.owner ? 'MEMBER' : 'CONTRIBUTOR',
    auto_merge: null,
  };
}

/** A commit as the commits API and event payloads show it. */
export async function commitView(hub: Hub, sha: string) {
  const { tree, parents, author, committer, message } = await hub.git.commit(sha);
  const { apiUrl, serverUrl } = hub;
  const repo = `${apiUrl}/repos/${fullName(hub)}`;
  const isSigned = hub.signedCommits.has(sha);
  return {
    sha,
    url: `${repo}/commits/${sha}`,
    html_url: `${serverUrl}/${fullName(hub)}/commit/${sha}`,
    commit: {
      message,
      author,
      committer,
      tree: { sha: tree, url: `${repo}/git/trees/${tree}` },
      url: `${repo}/git/commits/${sha}`,
      comment_count: 0,
      verification: {
        verified: isSigned,
        reason: isSigned ? 'valid' : 'unsigned',
        signature: null,
        payload: null,
      },
    },
    author: null,
    committer: null,
    parents: parents.map((parent) => ({ sha: parent, url: `${repo}/commits/${parent}` })),
  };
}
