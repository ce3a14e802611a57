import type { Contract } from '../contract/schema.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Verdict } from '../gate/verdict.ts';
import type { DataFile } from './manifest.ts';

/** All that a model card tells. Nothing on it is written by hand. */
export interface CardFacts {
  readonly contract: Contract;
  readonly version: string;
  readonly digest: string;
  readonly contractDigest: string;
  readonly codeDigest: string;
  readonly commit?: string | undefined;
  readonly run?: string | undefined;
  readonly at: string;
  readonly training: readonly DataFile[];
  readonly holdout: readonly DataFile[];
  readonly evaluation: Evaluation;
  readonly verdict: Verdict;
}
