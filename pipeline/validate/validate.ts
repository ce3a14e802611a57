import type { Check, Contract } from '../contract/schema.ts';
import type { PreparedSource } from '../ingest/prepared-index.ts';
import type { Profile } from './profile.ts';
import type { ValidationReport, Violation } from './report.ts';
import type { Evidence, Judgement } from './rule.ts';
import { ruleOf } from './rules/registry.ts';
import type { Statistics } from './statistics.ts';

export interface ValidateRequest {
  readonly contract: Pick<Contract, 'columns' | 'time' | 'target' | 'checks'>;
  readonly period: string;
  readonly source: PreparedSource;
  readonly statistics: Statistics;
  /** Day of the judgement, YYYY-MM-DD; left out for a period that does not have to be fresh. */
  readonly asOf?: string | undefined;
  /** Profile that the production model was trained on; left out while there is none. */
  readonly trainingProfile?: Profile | undefined;
  readonly contractDigest?: string;
}

/** Judges a partition by every check of its contract. A check that cannot be judged counts as an error. */
export function validate(request: ValidateRequest): ValidationReport {
  const { contract, period, source, statistics, asOf, trainingProfile, contractDigest } = request;
  const { rows, kept, duplicates, profile } = statistics;
  const violations: Violation[] = [];
  const passed: string[] = [];
  const skipped: { rule: string; reason: string }[] = [];

  for (const [i, check] of contract.checks.entries()) {
    const rule = ruleOf(check);
    const name = rule.name(check as never);
    const judgement = rule.judge(check as never, {
      contract,
      period,
      rows,
      kept,
      tally: statistics.tallies[i] ?? undefined,
      duplicates: duplicates ?? undefined,
      profile,
      asOf,
      trainingProfile,
    } satisfies Evidence);
    if (judgement.kind === 'passed') passed.push(name);
    else if (judgement.kind === 'skipped') skipped.push({ rule: name, reason: judgement.reason });
    else violations.push(...violationsOf(name, check, judgement));
  }
  return {
    schemaVersion: 1,
    stage: 'validate',
    inputs: { data: source.sha256, ...(contractDigest === undefined ? {} : { contract: contractDigest }) },
    period,
    rows,
    kept,
    filtered: rows - kept,
    violations,
    passed,
    skipped,
    schema: {
      digest: source.schemaDigest,
      columns: source.columns,
      extra: source.extra,
      notes: source.notes,
    },
    ok: violations.every(({ severity }) => severity !== 'error'),
  };
}

type Failed = Exclude<Judgement, { kind: 'passed' | 'skipped' }>;

function violationsOf(rule: string, check: Check, judgement: Failed): Violation[] {
  if (judgement.kind === 'violated') {
    return judgement.findings.map((finding) => ({
      rule,
      severity: check.severity,
      ...finding,
      samples: [...finding.samples],
    }));
  }
  // Fails closed, except for drift, which may never stop.
  const severity = 'psi' in check ? 'warning' : 'error';
  const message = `expected to be able to judge this, found that ${judgement.reason}; correct the data or the check`;
  return [{ rule, column: null, severity, count: 0, share: 0, maxShare: null, message, samples: [] }];
}
