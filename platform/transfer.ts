import { RatchetError } from '../pipeline/errors.ts';
import { errnoOf, ioError } from './io-error.ts';
import type { PartialFile } from './partial-file.ts';
import { writeAll } from './write-all.ts';

/** Statuses after which the same request may well succeed. */
export const TRANSIENT: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
/** S3, and the networks in front of it, say 403 for a file that does not exist. */
export const MISSING: ReadonlySet<number> = new Set([403, 404, 410]);

/** A failure that a further request may overcome. */
export class TransientFailure extends Error {
  /** When the server asks to be left alone for a while: its Retry-After. */
  readonly retryAfter: string | null;

  constructor(message: string, retryAfter: string | null = null, cause?: unknown) {
    super(message, { cause });
    this.retryAfter = retryAfter;
  }
}

export interface Transfer {
  readonly url: string;
  readonly partial: PartialFile;
  /** Silence after which the request counts as failed. */
  readonly timeoutMs: number;
  readonly progress: ((doneBytes: number, totalBytes: number | undefined) => void) | undefined;
}

/**
 * One request, and as much of its body as arrives, written behind what is already there.
 *
 * @throws TransientFailure when a further request may help; RatchetError otherwise
 */
export async function transfer({ url, partial, timeoutMs, progress }: Transfer): Promise<void> {
  const silence = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Error(`nothing came for ${timeoutMs / 1000} s`)), timeoutMs);
  };
  heard();
  try {
    const resume = partial.resumable();
    const response = await send(url, resume, silence.signal);
    const place = placeOf(response, resume?.bytes ?? 0);
    if (!place) {
      await response.body?.cancel();
      // Asked again without what is here, the server can only send all of it.
      partial.discard();
      throw new TransientFailure('the server sent another part of the file than was asked for');
    }
    let done = place.start;
    for await (const chunk of writtenChunks(response, partial, place.start)) {
      heard();
      done += chunk;
      progress?.(done, place.total);
    }
    if (place.total !== undefined && done !== place.total) {
      throw new TransientFailure(`${done} of ${place.total} bytes came`);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function send(
  url: string,
  resume: { bytes: number; validator: string } | undefined,
  signal: AbortSignal,
): Promise<Response> {
  // Compressed on the way, a file has no length to check and no place to go on from.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (resume) Object.assign(headers, { range: `bytes=${resume.bytes}-`, 'if-range': resume.validator });
  const response = await fetch(url, { headers, signal }).catch((cause: unknown) => {
    throw new TransientFailure(reasonOf(cause), null, cause);
  });
  if (response.ok || response.status === 416) return response;
  await response.body?.cancel();
  const status = `HTTP ${response.status} ${response.statusText}`.trim();
  if (TRANSIENT.has(response.status)) throw new TransientFailure(status, response.headers.get('retry-after'));
  const isMissing = MISSING.has(response.status);
  throw new RatchetError(isMissing ? 'not-found' : 'network', `${url}: expected a file, found ${status}`, {
    hint: isMissing ? 'check the address' : 'check the address, and whether the server wants a login',
  });
}

/** Where the body belongs in the file, and how long the file is; undefined for a part that nobody asked for. */
function placeOf(
  { status, headers }: Response,
  wanted: number,
): { start: number; total: number | undefined } | undefined {
  if (status === 200) {
    const length = headers.get('content-length');
    return { start: 0, total: length === null ? undefined : Number(length) };
  }
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if (status !== 206 || !range || Number(range[1]) !== wanted) return undefined;
  return { start: wanted, total: Number(range[2]) };
}

/** Writes a body from `start` on, and gives the length of each chunk once it is written. */
async function* writtenChunks(
  response: Response,
  partial: PartialFile,
  start: number,
): AsyncGenerator<number> {
  const onDisk = <T>(result: Promise<T>): Promise<T> =>
    result.catch((cause: unknown) => {
      throw ioError(`${partial.path} cannot be written`, cause, partial.path);
    });
  const file = await onDisk(partial.openAfter(start, validatorOf(response)));
  try {
    const body = response.body?.getReader();
    for (let at = start; ; ) {
      const chunk = await body?.read().catch((cause: unknown) => {
        throw new TransientFailure(`the connection broke after ${at} bytes: ${reasonOf(cause)}`, null, cause);
      });
      if (!chunk || chunk.done) return;
      await onDisk(writeAll(file, chunk.value, at));
      at += chunk.value.length;
      yield chunk.value.length;
    }
  } finally {
    await file.close();
  }
}

/** A weak ETag only promises the same meaning, not the same bytes. */
function validatorOf({ headers }: Response): string | undefined {
  const etag = headers.get('etag');
  if (etag !== null && !etag.startsWith('W/')) return etag;
  return headers.get('last-modified') ?? undefined;
}

/** Why a request got no answer, in a few words. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // fetch says "fetch failed" and keeps the reason in its cause.
  return errnoOf(cause.cause) ?? (cause.cause instanceof Error ? cause.cause.message : cause.message);
}
