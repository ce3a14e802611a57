import type { Asset } from '../../pipeline/deploy/plan-deployment.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import type { GitHub } from './client.ts';
import { gone } from './gone.ts';

export interface ReleasePage {
  readonly tag: string;
  readonly title: string;
  /** Markdown. */
  readonly notes: string;
}

type Release = Awaited<ReturnType<GitHub['api']['repos']['getRelease']>>['data'];

/** The release of a tag, drafts among them: those GitHub does not find by their tag. */
export async function findRelease(github: GitHub, tag: string): Promise<Release | undefined> {
  const { owner, repo, api, paginate } = github;
  const all = await paginate(api.repos.listReleases, { owner, repo, per_page: 100 });
  const found = all.filter(({ tag_name }) => tag_name === tag).sort((a, b) => a.id - b.id);
  const [first, ...doubles] = [...found.filter(({ draft }) => !draft), ...found.filter(({ draft }) => draft)];
  for (const { id, draft } of doubles)
    if (draft) await gone(api.repos.deleteRelease({ owner, repo, release_id: id }));
  return first;
}

/**
 * Brings a release to hold exactly some assets, as a draft where it was not published yet. What is there already and
 * whole stays; what a killed run left half-written is made again.
 *
 * @throws RatchetError `github` where a published release holds other bytes: those are never replaced
 */
export async function prepareRelease(
  github: GitHub,
  page: ReleasePage,
  assets: readonly Asset[],
): Promise<Release> {
  const release = (await findRelease(github, page.tag)) ?? (await createDraft(github, page));
  for (const asset of assets) await bringAsset(github, release, asset);
  return release;
}

/** Makes a draft public, and with it its tag. */
export async function publishRelease({ owner, repo, api }: GitHub, release: Release): Promise<void> {
  if (!release.draft) return;
  await api.repos.updateRelease({ owner, repo, release_id: release.id, draft: false, make_latest: 'false' });
}

/** Bytes of an asset, as whoever downloads it gets them. */
export async function downloadAsset({ owner, repo, api }: GitHub, id: number): Promise<Uint8Array> {
  const { data } = await api.repos.getReleaseAsset({
    owner,
    repo,
    asset_id: id,
    headers: { accept: 'application/octet-stream' },
  });
  // Of the media type that was asked for, which the types do not know.
  return new Uint8Array(data as unknown as ArrayBuffer);
}

async function createDraft(github: GitHub, { tag, title, notes }: ReleasePage): Promise<Release> {
  const { owner, repo, api } = github;
  try {
    const draft = { tag_name: tag, name: title, body: notes, draft: true };
    return (await api.repos.createRelease({ owner, repo, ...draft, request: { retries: 0 } })).data;
  } catch (error) {
    // The answer may have been lost on the way.
    const made = await findRelease(github, tag);
    if (made === undefined) throw error;
    return made;
  }
}

async function bringAsset(github: GitHub, release: Release, asset: Asset): Promise<void> {
  const { owner, repo, api, request } = github;
  const { name, bytes } = asset;
  const there = release.assets.find((other) => other.name === name);
  if (isWhole(there, asset)) return;
  if (there) {
    if (!release.draft) throw otherBytes(release.tag_name, name);
    await gone(api.repos.deleteReleaseAsset({ owner, repo, asset_id: there.id }));
  }
  try {
    await request(`POST ${release.upload_url.replace(/\{.*$/, '{?name}')}`, {
      name,
      data: bytes,
      headers: { 'content-type': 'application/octet-stream', 'content-length': bytes.length },
    });
  } catch (error) {
    // The answer may have been lost on the way, and the request made again have found what it had done.
    const { data } = await api.repos.getRelease({ owner, repo, release_id: release.id });
    if (!data.assets.some((other) => isWhole(other, asset))) throw error;
  }
}

/** Whether an asset that is there is the one that should be. */
function isWhole(there: Release['assets'][number] | undefined, { name, bytes, sha256 }: Asset): boolean {
  return (
    there?.name === name &&
    there.state === 'uploaded' &&
    there.size === bytes.length &&
    (there.digest == null || there.digest === `sha256:${sha256}`)
  );
}

function otherBytes(tag: string, name: string): RatchetError {
  return new RatchetError(
    'github',
    `the published release ${tag} holds another ${name} than the repository`,
    {
      hint: 'a release is never changed: find out who changed it, delete it, and deploy again',
    },
  );
}
