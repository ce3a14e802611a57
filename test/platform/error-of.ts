import { RatchetError } from '../../pipeline/errors.ts';

/** The RatchetError that something throws or rejects with; anything else fails the test. */
export async function errorOf(action: () => unknown): Promise<RatchetError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof RatchetError) return error;
    throw error;
  }
  throw new Error('expected an error, and there was none');
}
