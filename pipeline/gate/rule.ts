import type { GateInput } from './gate-input.ts';
import type { Comparison, RuleOutcome } from './verdict.ts';

/** What one rule says. */
export interface Finding {
  readonly outcome: RuleOutcome['outcome'];
  /** One sentence with the figures that decided. */
  readonly reason: string;
  /** True when the reason is worth telling even where all rules pass. */
  readonly isHeadline?: boolean;
  /** Present when the rule compared the candidate with an earlier version on the same rows. */
  readonly comparison?: Comparison;
}

/** One rule of the gate. A rule that throws could not decide, and then nothing is promoted. */
export interface Rule {
  readonly name: string;
  readonly judge: (input: GateInput) => Finding;
}

export function pass(reason: string): Finding {
  return { outcome: 'pass', reason };
}

/** Passes, and says what the promotion rests on. */
export function headline(reason: string): Finding {
  return { outcome: 'pass', reason, isHeadline: true };
}

export function fail(reason: string): Finding {
  return { outcome: 'fail', reason };
}

export function hold(reason: string): Finding {
  return { outcome: 'hold', reason };
}

export function undecided(reason: string): Finding {
  return { outcome: 'undecided', reason };
}
