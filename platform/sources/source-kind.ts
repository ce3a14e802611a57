import type { Contract } from '../../pipeline/contract/schema.ts';
import type { Progress } from '../progress.ts';
import type { RetryPolicy } from '../retry.ts';

export interface FindRequest {
  readonly contract: Pick<Contract, 'name' | 'source'>;
  readonly period: string;
  /** The model's folder, which holds the embedded periods under data/. */
  readonly modelDir: string;
  /** Folders of the user's, searched in order. */
  readonly dataDirs: readonly string[];
  /** Folder for what is downloaded. */
  readonly downloadDir: string;
  readonly progress: Progress;
  readonly retry?: RetryPolicy;
}

/** A period's file, on this machine. */
export interface FoundFile {
  readonly path: string;
  readonly period: string;
  /** What messages and documents call it, the same on any machine. */
  readonly name: string;
  /** Where it came from, for the lock: an address, or the file's name. */
  readonly source: string;
  readonly origin: 'embedded' | 'data-dir' | 'cache' | 'downloaded' | 'path';
}

/** A kind of source that a contract can name. */
export interface SourceKind {
  readonly kind: string;
  /** Gives a period's file. Throws `contract` for wrong options, `not-found`, `network` or `io`. */
  readonly find: (request: FindRequest) => Promise<FoundFile>;
  /** Periods whose files are on this machine, in order. */
  readonly known: (request: Omit<FindRequest, 'period'>) => string[];
}
