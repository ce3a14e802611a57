import { createHash } from 'node:crypto';
import { type ApiRequest, bodyOf, invalid, notFound, page } from '../api.ts';
import { fullName, type Hub, type Params, REPO, type Routes } from '../hub.ts';
import { moveRef } from '../move-ref.ts';
import { type Asset, DEFAULT_BRANCH, type Release, timestamp } from '../state.ts';
import { userView } from '../views.ts';
import { commitAt } from './contents.ts';

type ReleaseBody = {
  readonly tag_name?: string;
  readonly target_commitish?: string;
  readonly name?: string | null;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  readonly make_latest?: 'true' | 'false' | 'legacy';
};

function releaseView(hub: Hub, release: Release) {
  const url = `${hub.apiUrl}/repos/${fullName(hub)}/releases/${release.id}`;
  // The page of a draft is not found by its tag.
  const page = release.draft ? `untagged-${release.id}` : encodeURIComponent(release.tag);
  return {
    id: release.id,
    url,
    html_url: `${hub.serverUrl}/${fullName(hub)}/releases/tag/${page}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    author: userView(hub, release.author),
    created_at: release.createdAt,
    published_at: release.publishedAt,
    assets: release.assets.map((asset) => assetView(hub, release, asset)),
  };
}

function assetView(hub: Hub, release: Release, asset: Asset) {
  return {
    id: asset.id,
    name: asset.name,
    label: asset.label,
    state: asset.state,
    content_type: asset.contentType,
    size: asset.bytes.length,
    digest: `sha256:${createHash('sha256').update(asset.bytes).digest('hex')}`,
    download_count: 0,
    url: `${hub.apiUrl}/repos/${fullName(hub)}/releases/assets/${asset.id}`,
    browser_download_url: `${hub.serverUrl}/${fullName(hub)}/releases/download/${release.tag}/${asset.name}`,
    uploader: userView(hub, release.author),
    created_at: asset.createdAt,
    updated_at: asset.createdAt,
  };
}

function releaseOf({ releases }: Hub, { release_id }: Params): Release {
  const release = releases.find(({ id }) => id === Number(release_id));
  if (release === undefined) throw notFound();
  return release;
}

function assetOf({ releases }: Hub, { asset_id }: Params): { release: Release; asset: Asset } {
  for (const release of releases)
    for (const asset of release.assets) if (asset.id === Number(asset_id)) return { release, asset };
  throw notFound();
}

/** Makes a draft public: the tag comes into being, on what it targets, and it may become the latest. */
async function publish(
  hub: Hub,
  release: Release,
  makeLatest: ReleaseBody['make_latest'],
  actor: string,
): Promise<void> {
  const ref = `refs/tags/${release.tag}`;
  if ((await hub.git.refAt(ref)) === undefined) {
    const sha = await commitAt(hub, release.target);
    if (sha === undefined) throw invalid({ resource: 'Release', code: 'invalid', field: 'target_commitish' });
    await moveRef(hub, { ref, sha, actor });
  }
  const twin = hub.releases.find((other) => other !== release && !other.draft && other.tag === release.tag);
  if (twin !== undefined) throw invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
  release.draft = false;
  release.publishedAt ??= timestamp();
  if (makeLatest !== 'false' && !release.prerelease) hub.latestRelease = release.id;
}

function mayRead(request: ApiRequest): boolean {
  const { caller } = request;
  // Drafts are seen by whoever may write.
  return caller.kind === 'person' || (caller.kind === 'job' && caller.permissions['contents'] === 'write');
}

export const releaseRoutes: Routes = {
  [`GET ${REPO}/releases`]: (hub, request) => {
    const shown = hub.releases.filter(({ draft }) => !draft || mayRead(request)).reverse();
    return page(
      request,
      shown.map((release) => releaseView(hub, release)),
      hub.apiUrl,
    );
  },

  [`POST ${REPO}/releases`]: async (hub, request) => {
    const body = bodyOf(request) as ReleaseBody;
    const { tag_name: tag = '', draft = false } = body;
    if (!draft && hub.releases.some((other) => !other.draft && other.tag === tag))
      throw invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
    const release: Release = {
      id: hub.nextId(),
      tag,
      target: body.target_commitish ?? DEFAULT_BRANCH,
      name: body.name ?? null,
      body: body.body ?? null,
      draft: true,
      prerelease: body.prerelease ?? false,
      author: request.caller.login,
      createdAt: timestamp(),
      publishedAt: null,
      assets: [],
    };
    if (!draft) await publish(hub, release, body.make_latest, request.caller.login);
    hub.releases.push(release);
    return { status: 201, body: releaseView(hub, release) };
  },

  [`GET ${REPO}/releases/latest`]: (hub) => {
    const latest = hub.releases.find(({ id }) => id === hub.latestRelease);
    if (latest === undefined) throw notFound();
    return { status: 200, body: releaseView(hub, latest) };
  },

  [`GET ${REPO}/releases/tags/{tag}`]: (hub, _, { tag }) => {
    const found = hub.releases.find((release) => !release.draft && release.tag === tag);
    if (found === undefined) throw notFound();
    return { status: 200, body: releaseView(hub, found) };
  },

  [`GET ${REPO}/releases/{release_id}`]: (hub, request, params) => {
    const release = releaseOf(hub, params);
    if (release.draft && !mayRead(request)) throw notFound();
    return { status: 200, body: releaseView(hub, release) };
  },

  [`PATCH ${REPO}/releases/{release_id}`]: async (hub, request, params) => {
    const release = releaseOf(hub, params);
    const body = bodyOf(request) as ReleaseBody;
    if (body.tag_name !== undefined) release.tag = body.tag_name;
    if (body.target_commitish !== undefined) release.target = body.target_commitish;
    if (body.name !== undefined) release.name = body.name;
    if (body.body !== undefined) release.body = body.body;
    if (body.prerelease !== undefined) release.prerelease = body.prerelease;
    if (release.draft && body.draft === false)
      await publish(hub, release, body.make_latest, request.caller.login);
    else if (!release.draft && body.make_latest === 'true') hub.latestRelease = release.id;
    return { status: 200, body: releaseView(hub, release) };
  },

  [`DELETE ${REPO}/releases/{release_id}`]: (hub, _, params) => {
    const release = releaseOf(hub, params);
    hub.releases.splice(hub.releases.indexOf(release), 1);
    if (hub.latestRelease === release.id) hub.latestRelease = undefined;
    return { status: 204 };
  },

  [`GET ${REPO}/releases/{release_id}/assets`]: (hub, request, params) => {
    const release = releaseOf(hub, params);
    return page(
      request,
      release.assets.map((asset) => assetView(hub, release, asset)),
      hub.apiUrl,
    );
  },

  [`POST ${REPO}/releases/{release_id}/assets`]: (hub, request, params) => {
    const release = releaseOf(hub, params);
    const name = request.query.get('name') ?? '';
    if (release.assets.some((asset) => asset.name === name))
      throw invalid({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' });
    const asset: Asset = {
      id: hub.nextId(),
      name,
      label: request.query.get('label'),
      bytes: request.body,
      contentType: String(request.headers['content-type'] ?? 'application/octet-stream'),
      state: 'uploaded',
      createdAt: timestamp(),
    };
    release.assets.push(asset);
    return { status: 201, body: assetView(hub, release, asset) };
  },

  [`GET ${REPO}/releases/assets/{asset_id}`]: (hub, request, params) => {
    const { release, asset } = assetOf(hub, params);
    if (!/octet-stream/.test(request.headers.accept ?? ''))
      return { status: 200, body: assetView(hub, release, asset) };
    return { status: 200, body: asset.bytes, headers: { 'content-type': 'application/octet-stream' } };
  },

  [`DELETE ${REPO}/releases/assets/{asset_id}`]: (hub, _, params) => {
    const { release, asset } = assetOf(hub, params);
    release.assets.splice(release.assets.indexOf(asset), 1);
    return { status: 204 };
  },
};
