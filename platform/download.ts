import { RatchetError } from '../pipeline/errors.ts';
import { PartialFile } from './partial-file.ts';
import { delayMs, RETRY_POLICY, type RetryPolicy, sleep } from './retry.ts';
import { TransientFailure, transfer } from './transfer.ts';

export interface DownloadRequest {
  readonly url: string;
  /** Path that the complete file gets. */
  readonly path: string;
  readonly progress?: (doneBytes: number, totalBytes: number | undefined) => void;
  /** Looks at the complete file before it gets its name; what it throws rejects the download. */
  readonly verify?: (path: string) => void;
  readonly retry?: RetryPolicy;
}

/**
 * Downloads a file, going on where an interrupted transfer stopped if the server still has the same file, and from the
 * start otherwise. It gets its name only when all of its bytes are there.
 *
 * @throws RatchetError `not-found` for a file that the server does not have, `network` when the server cannot be reached
 *   or keeps failing, `io` when the file cannot be written
 */
export async function download(request: DownloadRequest): Promise<void> {
  const { url, path, progress, verify, retry = RETRY_POLICY } = request;
  const partial = new PartialFile(path, url);
  for (let failures = 0; ; ) {
    const before = partial.resumable()?.bytes ?? 0;
    try {
      await transfer({ url, partial, timeoutMs: retry.timeoutMs, progress });
      break;
    } catch (error) {
      if (!(error instanceof TransientFailure)) throw error;
      // A transfer that gets further than the one before may be cut any number of times.
      failures = (partial.resumable()?.bytes ?? 0) > before ? 1 : failures + 1;
      if (failures >= retry.attempts) throw unreachable(url, error, failures);
      await sleep(delayMs(retry, failures, error.retryAfter));
    }
  }
  try {
    verify?.(partial.path);
  } catch (error) {
    partial.discard();
    throw error;
  }
  partial.complete();
}

function unreachable(url: string, cause: TransientFailure, failures: number): RatchetError {
  return new RatchetError('network', `${url}: ${cause.message} (${failures} tries in a row)`, {
    cause,
    hint: 'check the connection and run again: it goes on where it stopped; or name a folder that has the file by --data',
  });
}
