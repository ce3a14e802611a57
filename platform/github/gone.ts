import { failedWith } from './request-failure.ts';

/**
 * Waits for a deletion. What is gone already is as good: another run was faster, or the answer was lost on the way and
 * the request made again.
 */
export async function gone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!failedWith(error, 404)) throw error;
  }
}
