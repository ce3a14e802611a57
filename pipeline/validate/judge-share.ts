import type { Judgement } from './rule.ts';
import type { Tally } from './tally.ts';

/** What a share rule says of its rows. */
export interface ShareClaim {
  readonly column: string | null;
  readonly maxShare: number;
  /** What rows should be, and what those that broke the rule are: `between 0 and 100`, `outside`. */
  readonly expected: string;
  readonly found: string;
  /** What to do about it, as a sentence. */
  readonly advice: string;
  /** `about ` where the count is an estimate. */
  readonly about?: string;
}

/** Judges a tally by the share of rows that may break the rule. */
export function judgeShare(tally: Tally | undefined, rows: number, claim: ShareClaim): Judgement {
  if (!tally) return { kind: 'unknown', reason: 'its rows were not counted' };
  if (rows === 0) return { kind: 'unknown', reason: 'there are no rows' };
  const share = tally.count / rows;
  if (share <= claim.maxShare) return { kind: 'passed' };

  const { column, maxShare, expected, found, advice, about = '' } = claim;
  const subject = column === null ? '' : `${column}: `;
  const limit = maxShare === 0 ? 'every row' : `all but ${percent(maxShare)} of the rows`;
  const message =
    `${subject}expected ${expected} in ${limit}, found ${about}${thousands(tally.count)} of ${thousands(rows)} rows ` +
    `(${percent(share)}) ${found}; ${advice}`;
  return {
    kind: 'violated',
    findings: [{ column, count: tally.count, share, maxShare, message, samples: tally.samples }],
  };
}

/** 0.0123 → 1.23 %, with as many digits as it takes to tell a small share from none. */
export function percent(share: number): string {
  const value = share * 100;
  return `${Number(value >= 10 ? value.toFixed(1) : value.toPrecision(2))} %`;
}

/** 76518 → 76,518, without the machine's locale. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
