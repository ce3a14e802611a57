import type { Contract } from '../../pipeline/contract/schema.ts';
import type { LockedMonth } from '../../pipeline/ingest/lock.ts';
import type { Progress } from '../progress.ts';
import type { RetryPolicy } from '../retry.ts';

/** What a file of a locked period has to be. */
export type LockedFile = Pick<LockedMonth, 'sha256' | 'bytes'>;

/** A place that keeps the files of published versions, whatever their publisher does. */
export interface MonthArchive {
  /** Brings a file to a path. False where it is not kept here. */
  readonly fetch: (file: LockedFile & { readonly name: string }, path: string) => Promise<boolean>;
}

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
  /** What the lock says of the period, if it knows it: another file is passed over while a further place may have it. */
  readonly locked?: LockedFile | undefined;
  /** Asked before the publisher for what is locked. */
  readonly archive?: MonthArchive | undefined;
  /** Address of a mirror that stands in for the publisher's, with the same place for the period. */
  readonly mirror?: string | undefined;
}

/** A period's file, on this machine. */
export interface FoundFile {
  readonly path: string;
  readonly period: string;
  /** What messages and documents call it, the same on any machine. */
  readonly name: string;
  /** Where it came from, for the lock: an address, or the file's name. */
  readonly source: string;
  readonly origin: 'embedded' | 'data-dir' | 'cache' | 'archive' | 'downloaded' | 'path';
}

export type ProbeRequest = Pick<FindRequest, 'contract' | 'period' | 'mirror' | 'retry'>;

/** A kind of source that a contract can name. */
export interface SourceKind {
  readonly kind: string;
  /** Gives a period's file. Throws `contract` for wrong options, `not-found`, `network`, `lock` or `io`. */
  readonly find: (request: FindRequest) => Promise<FoundFile>;
  /** Periods whose files are on this machine, in order. */
  readonly known: (
    request: Pick<FindRequest, 'contract' | 'modelDir' | 'dataDirs' | 'downloadDir'>,
  ) => string[];
  /** Whether the publisher has a period now; undefined where there is nobody to ask. Throws `network`. */
  readonly probe: (request: ProbeRequest) => Promise<boolean | undefined>;
  /** Fetches a period from the publisher to a path, whatever is on this machine. Throws as `find` does. */
  readonly fetch: (request: Omit<FindRequest, 'locked' | 'archive'>, path: string) => Promise<void>;
}
