import type { GatePolicy } from '../contract/schema.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { GuardedPart } from './guarded-changes.ts';

/** One month of data, as a model was trained on it or judged by it. */
export interface DataRef {
  readonly period: string;
  /** 64 hex digits of the file's bytes. */
  readonly sha256: string;
}

/** What validation said of the data of one period. */
export interface ValidationSummary {
  readonly period: string;
  readonly role: 'training' | 'holdout';
  readonly ok: boolean;
  /** Messages of the violations that are errors. */
  readonly errors: readonly string[];
}

export interface CandidateFacts {
  /** Digest of the version that it would become. */
  readonly digest: string;
  /** Size of model.json. */
  readonly modelBytes: number;
  /** Time that one prediction takes. */
  readonly latencyMs: number;
  readonly trainedOn: readonly DataRef[];
  /** Share of the training rows that the target's range filtered out. */
  readonly filteredShare: number;
}

/** How a model did on a holdout, as far as it takes to recognise the figure. */
export interface RecordedError {
  readonly periods: readonly string[];
  readonly rows: number;
  readonly rmse: number;
}

export interface ChampionFacts {
  readonly version: string;
  readonly digest: string;
  /** Digest of the last version promoted as better: its own, unless it was itself promoted as no worse. */
  readonly anchorDigest: string;
  readonly trainedOn: readonly DataRef[];
  /** Share of rows filtered out when it was trained; absent where its manifest does not tell. */
  readonly filteredShare?: number | undefined;
  /** Its error as written down when it was published. */
  readonly recorded: RecordedError;
  /** The same holdout scored again by the code that judges now; absent where its data is not at hand. */
  readonly rescored?: Pick<RecordedError, 'rows' | 'rmse'> | undefined;
}

/** The last version that was promoted as better: ties are held to it, so that small losses cannot add up. */
export interface AnchorFacts {
  readonly version: string;
  readonly digest: string;
  readonly trainedOn: readonly DataRef[];
  /** Its summed squared error on the judging rows, by day in the order of the evaluation's `days`. */
  readonly sse: readonly number[];
}

/** Other candidates that were already judged on any month of a holdout. */
export interface Attempts {
  /** Those that became versions: the registry has them. */
  readonly versions: number;
  /** Those that did not, of which only records of runs tell. */
  readonly others: number;
  /** Why there are no such records to count by, as a clause; undefined where they were read. */
  readonly unknown?: string | undefined;
}

/** All that the gate looks at. */
export interface GateInput {
  /** From the contract of the base branch, never from the candidate's own. */
  readonly policy: GatePolicy;
  readonly evaluation: Evaluation;
  readonly validation: readonly ValidationSummary[];
  readonly holdout: readonly DataRef[];
  readonly candidate: CandidateFacts;
  /** Absent only while nothing was ever promoted. */
  readonly champion?: ChampionFacts | undefined;
  /** Needed where the champion is not its own anchor. */
  readonly anchor?: AnchorFacts | undefined;
  /** Rows of the evaluation that any model has to beat: the mean, always, and the contract's comparisons. */
  readonly baselines: readonly string[];
  readonly attempts: Attempts;
  readonly rolledBackDigests: readonly string[];
  /** Parts of the contract that differ from the base branch and that only a person may change. */
  readonly changes: readonly GuardedPart[];
}
