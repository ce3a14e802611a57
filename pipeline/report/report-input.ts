import type { Contract } from '../contract/schema.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Verdict } from '../gate/verdict.ts';
import type { Model } from '../model/model.ts';
import type { Profile } from '../validate/profile.ts';
import type { ValidationReport } from '../validate/report.ts';
import type { CoefficientMove } from './findings/coefficient-moves.ts';
import type { Change } from './findings/contract-changes.ts';

/** What the candidate took to make, and takes to keep and to use. */
export interface Costs {
  readonly trainSeconds: number;
  /** Bytes of model.json. */
  readonly modelBytes: number;
  /** One prediction, in milliseconds. */
  readonly latencyMs: number;
  /** Passes over the training rows. */
  readonly passes: number;
}

/** One file of rows that the candidate was trained or judged on. */
export interface DataSource {
  readonly period: string;
  readonly role: 'train' | 'holdout';
  readonly sha256: string;
  readonly rows: number;
  readonly bytes: number;
  /** Why a person accepted it as it is, although something was wrong with it. */
  readonly accepted?: string;
}

/** Where the candidate comes from: enough to make it again. */
export interface Provenance {
  /** Digest of the candidate. */
  readonly digest: string;
  /** Digest of the contract. */
  readonly contract: string;
  /** Commit of the code; left out outside a repository. */
  readonly commit?: string;
  readonly data: readonly DataSource[];
  /** Name → version of what computed: `{ ratchet: '0.1.0', node: '24.1.0' }`. */
  readonly software: Readonly<Record<string, string>>;
  /** When the report was made, as it is to be shown. */
  readonly madeAt?: string;
}

/** What became of the champion's contract and coefficients in the candidate. */
export interface ModelChanges {
  readonly contract: readonly Change[];
  readonly coefficients: readonly CoefficientMove[];
}

/** What any summary needs: documents alone, no model. The comment on a pull request is made of these. */
export interface SummaryInput {
  readonly contract: Contract;
  readonly evaluation: Evaluation;
  readonly verdict: Verdict;
  readonly costs?: Costs;
  readonly provenance?: Provenance;
  readonly changes?: ModelChanges;
}

/** Everything that a report shows. */
export interface ReportInput extends SummaryInput {
  readonly model: Model;
  readonly champion?: { readonly version: string; readonly model: Model };
  readonly validation: readonly ValidationReport[];
  /** Profile of the training rows. */
  readonly profile?: Profile;
  readonly costs: Costs;
  readonly provenance: Provenance;
}
