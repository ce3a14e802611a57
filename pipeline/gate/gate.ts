import { digestOf } from '../digest/digest.ts';
import type { GateInput } from './gate-input.ts';
import { nonFinitePaths } from './non-finite.ts';
import type { Finding, Rule } from './rule.ts';
import { RULES } from './rules/registry.ts';
import type { Basis, RuleOutcome, Verdict } from './verdict.ts';

/**
 * The verdict that each outcome of a rule asks for; the first row that any rule gave is the verdict.
 *
 * | outcome   | verdict   | why it stands here                                                                |
 * |-----------|-----------|-----------------------------------------------------------------------------------|
 * | undecided | undecided | figures that cannot be trusted decide nothing, not even that nothing changed: the same model under other scoring code is another model |
 * | unchanged | unchanged | the champion again ships nothing, so what the rest says of it stops nothing        |
 * | fail      | reject    | one broken bound is enough, however good the rest                                  |
 * | hold      | hold      | nothing is wrong, but it does not ship by itself                                   |
 * | pass      | promote   | only when every rule passes                                                        |
 */
const PRECEDENCE = [
  ['undecided', 'undecided'],
  ['unchanged', 'unchanged'],
  ['fail', 'reject'],
  ['hold', 'hold'],
  ['pass', 'promote'],
] as const satisfies readonly (readonly [RuleOutcome['outcome'], Verdict['kind']])[];

interface Judged extends Finding {
  readonly rule: Rule;
}

/**
 * Decides whether a candidate takes the champion's place. Every rule runs and every outcome is shown; a rule that
 * throws could not decide, and fails closed. Never throws for a candidate, however broken.
 */
export function gate(input: GateInput): Verdict {
  const judged = RULES.map((rule): Judged => ({ rule, ...judge(rule, input) }));
  const [, kind] = PRECEDENCE.find(([outcome]) => judged.some((finding) => finding.outcome === outcome))!;
  const comparisons = judged.flatMap(({ comparison }) => comparison ?? []);
  const common = {
    schemaVersion: 1 as const,
    stage: 'gate' as const,
    inputs: inputDigests(input),
    reasons: reasonsOf(judged),
    rules: judged.map(({ rule, outcome, reason }) => ({ rule: rule.name, outcome, reason })),
    // The first comparison is the one with the champion.
    ...(comparisons[0] && { comparison: comparisons[0] }),
  };
  if (kind !== 'promote') return { kind, ...common };
  return { kind, basis: basisOf(comparisons), ...common };
}

function judge(rule: Rule, input: GateInput): Finding {
  try {
    return rule.judge(input);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outcome: 'undecided', reason: `Could not decide on "${rule.name}": ${message}` };
  }
}

/** What did not pass, gravest first; where all passed, the headlines. */
function reasonsOf(judged: readonly Judged[]): string[] {
  const against = PRECEDENCE.slice(0, -1).flatMap(([outcome]) =>
    judged.filter((finding) => finding.outcome === outcome),
  );
  const told = against.length > 0 ? against : judged.filter(({ isHeadline }) => isHeadline);
  return told.map(({ reason }) => reason);
}

/** Better only if better than all that it was compared with: champion and, where another, anchor. */
function basisOf(comparisons: readonly { readonly answer: string }[]): Basis {
  if (comparisons.length === 0) return 'first';
  return comparisons.every(({ answer }) => answer === 'better') ? 'better' : 'no-worse';
}

function inputDigests({ candidate, champion, policy, evaluation }: GateInput): Record<string, string> {
  return {
    candidate: candidate.digest,
    ...(champion && { champion: champion.digest }),
    policy: digestOf(policy),
    // A number that JSON cannot write has no digest.
    ...(nonFinitePaths(evaluation, '').length === 0 && { evaluation: digestOf(evaluation) }),
  };
}
