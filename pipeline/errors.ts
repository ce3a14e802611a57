/** What went wrong, in one word. Every door (terminal, annotation, HTTP problem) keys its rendering on it. */
export type ErrorCode =
  | 'usage'
  | 'contract'
  | 'data'
  | 'schema'
  | 'lock'
  | 'not-found'
  | 'io'
  | 'network'
  | 'github'
  | 'numeric'
  | 'leakage'
  | 'registry'
  | 'undecided'
  | 'internal';

/**
 * 0 the answer is yes (never an error), 1 the verdict is no, 2 wrong use or configuration, 3 the data cannot be
 * read or is invalid, 4 anything else.
 */
export type ExitCode = 1 | 2 | 3 | 4;

/** Process exit code of each error code. */
export const EXIT_CODES: Readonly<Record<ErrorCode, ExitCode>> = Object.freeze({
  leakage: 1,
  undecided: 1,
  usage: 2,
  contract: 2,
  'not-found': 2,
  data: 3,
  schema: 3,
  lock: 3,
  numeric: 3,
  io: 4,
  network: 4,
  github: 4,
  registry: 4,
  internal: 4,
});

/** Errors of the operating system that say a folder cannot be written to: the user chose it, so it is configuration. */
const PERMISSION_ERRNOS: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

export interface RatchetErrorOptions {
  /** What the reader can do about it, as one imperative sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** File at fault, for an annotation. */
  readonly file?: string;
  /** Line at fault, from 1. */
  readonly line?: number;
}

/**
 * The one error of the project: whatever a stage cannot do is thrown as this, and rendered once, at the door.
 * `exitCode` follows `EXIT_CODES`, except that an 'io' error caused by a missing permission is 2, not 4.
 */
export class RatchetError extends Error {
  override readonly name = 'RatchetError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly exitCode: ExitCode;

  constructor(code: ErrorCode, message: string, options: RatchetErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.hint = options.hint ?? '';
    this.file = options.file;
    this.line = options.line;
    this.exitCode = code === 'io' && isPermissionError(options.cause) ? 2 : EXIT_CODES[code];
  }
}

function isPermissionError(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && PERMISSION_ERRNOS.has(cause.code);
}
