import type { GitHub } from './client.ts';
import { failedWith } from './request-failure.ts';

/** Text of a file in a commit; undefined where there is none. */
export async function textAt(
  { owner, repo, api }: GitHub,
  path: string,
  ref: string,
): Promise<string | undefined> {
  try {
    const { data } = await api.repos.getContent({ owner, repo, path, ref, mediaType: { format: 'raw' } });
    // Of the media type that was asked for, which the types do not know; bytes, where GitHub names no charset.
    const raw = data as unknown as string | ArrayBuffer;
    return typeof raw === 'string' ? raw : new TextDecoder().decode(raw);
  } catch (error) {
    if (failedWith(error, 404)) return undefined;
    throw error;
  }
}
