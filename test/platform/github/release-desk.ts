import { sha256 } from '../../../pipeline/digest/digest.ts';
import type { ApiAnswer, ApiRequest } from './api-server.ts';

export interface DeskAsset {
  readonly id: number;
  readonly name: string;
  readonly state: 'uploaded' | 'starter';
  readonly size: number;
  readonly digest: string | null;
  bytes: Uint8Array;
}

export interface DeskRelease {
  readonly id: number;
  readonly tag_name: string;
  readonly html_url: string;
  readonly assets: DeskAsset[];
  draft: boolean;
  body: string;
  make_latest?: string;
}

/** The releases of a repository, kept as GitHub does; undefined for a request that is about something else. */
export function releaseDesk(releases: DeskRelease[], address: () => string) {
  let ids = 0;
  const shown = (release: DeskRelease) => ({
    ...release,
    upload_url: `${address()}/repos/someone/rides/releases/${release.id}/assets{?name,label}`,
  });
  return (request: ApiRequest): ApiAnswer | undefined => {
    const { method, url, body } = request;
    const { pathname, searchParams } = new URL(url, 'http://x');
    if (!pathname.includes('/releases')) return undefined;
    const [, releaseId] = /\/releases\/(\d+)/.exec(pathname) ?? [];
    const [, assetId] = /\/releases\/assets\/(\d+)$/.exec(pathname) ?? [];
    const release = releases.find(({ id }) => id === Number(releaseId));
    if (assetId !== undefined) {
      const holder = releases.find(({ assets }) => assets.some(({ id }) => id === Number(assetId)))!;
      const at = holder.assets.findIndex(({ id }) => id === Number(assetId));
      if (method === 'DELETE') {
        holder.assets.splice(at, 1);
        return { status: 204 };
      }
      return (_, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(holder.assets[at]!.bytes);
      };
    }
    if (method === 'GET') return { status: 200, body: release ? shown(release) : releases.map(shown) };
    if (method === 'DELETE') {
      releases.splice(releases.indexOf(release!), 1);
      return { status: 204 };
    }
    if (method === 'PATCH') {
      Object.assign(release!, body);
      return { status: 200, body: release };
    }
    if (pathname.endsWith('/assets')) {
      const name = searchParams.get('name')!;
      if (release!.assets.some((asset) => asset.name === name)) {
        const errors = [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }];
        return { status: 422, body: { message: 'Validation Failed', errors } };
      }
      release!.assets.push(assetOf(++ids, name, body as Uint8Array));
      return { status: 201, body: {} };
    }
    const { tag_name, body: notes } = body as { tag_name: string; body: string };
    const id = ++ids;
    const made: DeskRelease = {
      id,
      tag_name,
      html_url: `https://github.test/releases/${tag_name}`,
      assets: [],
      draft: true,
      body: notes,
    };
    releases.push(made);
    return { status: 201, body: shown(made) };
  };
}

export const assetOf = (
  id: number,
  name: string,
  bytes: Uint8Array,
  state: DeskAsset['state'] = 'uploaded',
): DeskAsset => ({ id, name, state, size: bytes.length, digest: `sha256:${sha256(bytes)}`, bytes });
