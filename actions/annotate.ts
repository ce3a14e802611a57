import { error as annotateError, debug } from '@actions/core';
import { RatchetError } from '../pipeline/errors.ts';

/** Shows an error as an annotation, on its file and line where it has them; stacks are for the debug log. */
export function annotate(error: unknown): void {
  if (error instanceof Error) debug(error.stack ?? error.message);
  if (!(error instanceof RatchetError)) {
    annotateError(error instanceof Error ? error.message : String(error), { title: 'Ratchet: unforeseen' });
    return;
  }
  const { message, hint, file, line, code } = error;
  annotateError(hint === '' ? message : `${message}\n${hint}`, {
    title: `Ratchet: ${code}`,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
  });
}
