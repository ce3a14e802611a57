import { type ApiAnswer, type ApiRequest, Refusal } from '../github/api.ts';
import type { Hub } from '../github/hub.ts';

interface Question {
  readonly registry: string;
  readonly address: string;
  readonly digest: string;
  /** What a tag is to stand for, as name@digest. */
  readonly from: string;
}

/** GHCR, as docker in front of it asks: logins, and tags that stand for digests. */
export function serveRegistry({ images, owner, repo }: Hub, { path, json, caller }: ApiRequest): ApiAnswer {
  const { registry, address, digest, from } = json as Question;
  if (caller.kind !== 'job' || registry !== 'ghcr.io') throw new Refusal(401, 'unauthorized');
  const what = path.split('/').at(-1);
  if (what === 'login') return { status: 200, body: {} };
  const [name = '', tag = ''] = address.split(':');
  // Docker itself takes no other.
  if (name !== name.toLowerCase()) throw new Refusal(400, 'repository name must be lowercase');
  if (!name.startsWith(`ghcr.io/${owner}/${repo}/`.toLowerCase())) throw new Refusal(403, 'denied');
  const scope = caller.permissions['packages'];
  if (what === 'inspect') {
    const found = scope === undefined ? undefined : images.tags.get(`${name}:${tag}`);
    return found ? { status: 200, body: { digest: found } } : { status: 404, body: { message: 'not found' } };
  }
  if (scope !== 'write') throw new Refusal(403, 'denied: permission_denied: write_package');
  const pushed = digest ?? from.split('@')[1];
  if (what === 'tag' && !images.digests.has(pushed)) throw new Refusal(404, 'manifest unknown');
  images.digests.add(pushed);
  images.tags.set(`${name}:${tag}`, pushed);
  images.writes.push(`${what} ${name}:${tag}`);
  return { status: 200, body: {} };
}
