import { RatchetError } from '../pipeline/errors.ts';

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: 'check the path',
  EISDIR: 'name a file, not a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  EACCES: 'choose a folder that you may write to, or change its permissions',
  EPERM: 'choose a folder that you may write to, or change its permissions',
  EROFS: 'choose a folder on a file system that can be written to',
  ENOSPC: 'free some disk space',
};

/** An operating system's error under the project's own: `not-found` when a path does not exist, else `io`. */
export function ioError(message: string, cause: unknown, file?: string): RatchetError {
  const code = errnoOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RatchetError(code === 'ENOENT' ? 'not-found' : 'io', `${message}: ${reason}`, {
    cause,
    ...(file === undefined ? {} : { file }),
    hint: HINTS[code ?? ''] ?? 'see the reason in the message',
  });
}

/** ENOENT, EACCES … of an error that the operating system gave. */
export function errnoOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
