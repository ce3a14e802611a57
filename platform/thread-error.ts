import { type ErrorCode, RatchetError } from '../pipeline/errors.ts';

/** An error as it crosses threads: a structured clone keeps no class and none of an error's own fields. */
export interface ThreadError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly ratchet?: {
    readonly code: ErrorCode;
    readonly hint: string;
    readonly file: string | undefined;
    readonly line: number | undefined;
  };
  /** Of an operating system's error. */
  readonly errno?: string;
  readonly cause?: ThreadError;
}

export function packError(error: unknown): ThreadError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    ...(error instanceof RatchetError
      ? { ratchet: { code: error.code, hint: error.hint, file: error.file, line: error.line } }
      : {}),
    ...('code' in error && typeof error.code === 'string' ? { errno: error.code } : {}),
    ...(cause === undefined ? {} : { cause: packError(cause) }),
  };
}

export function unpackError(packed: ThreadError): Error {
  const { message, stack, ratchet, errno } = packed;
  const cause = packed.cause ? { cause: unpackError(packed.cause) } : {};
  if (ratchet) {
    const { code, hint, file, line } = ratchet;
    const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
    return withStack(new RatchetError(code, message, { hint, ...place, ...cause }), stack);
  }
  const error = Object.assign(new Error(message, cause), errno === undefined ? {} : { code: errno });
  error.name = packed.name;
  return withStack(error, stack);
}

function withStack<E extends Error>(error: E, stack: string | undefined): E {
  if (stack !== undefined) error.stack = stack;
  return error;
}
