import type { Cause, MonitorReport } from '../monitor/monitor-report.ts';

/** What watching a month came to. */
export interface WatchedMonth {
  readonly period: string;
  readonly causes: readonly Cause[];
  /** The gravest finding of each cause, as a sentence. */
  readonly sentences: Readonly<Partial<Record<Cause, string>>>;
}

/** A month as a decision looks back on it. */
export interface DecidedMonth extends WatchedMonth {
  /** Whether a model was trained after it, promoted or not. */
  readonly trained: boolean;
}

/** What a report says to a decision. */
export function watchedMonth({ current, verdict, findings }: MonitorReport): WatchedMonth {
  const first = findings.toReversed().map(({ cause, sentence }) => [cause, sentence] as const);
  return { period: current.period, causes: verdict.causes, sentences: Object.fromEntries(first) };
}

/** What says that a month is not as the world was: nothing is to be learnt from it, nor judged by it. */
const BROKEN: readonly Cause[] = ['data', 'slice', 'labels'];

/** What else was seen of a month that a person has accepted as it is. */
export const unbroken = (month: WatchedMonth): WatchedMonth => ({
  ...month,
  causes: month.causes.filter((cause) => !BROKEN.includes(cause)),
});

/** Whether some of these causes are such. */
export const isBreakage = (causes: readonly Cause[]): boolean =>
  causes.some((cause) => BROKEN.includes(cause));

/** Why a month is broken; undefined where it is not. */
export function brokenReason({ causes, sentences }: WatchedMonth): string | undefined {
  const cause = BROKEN.find((one) => causes.includes(one));
  return cause && sentences[cause];
}

/** Whether a cause held in at least n of the last m months, and in the latest. */
export function isViolated(
  history: readonly WatchedMonth[],
  cause: Cause,
  [n, m]: readonly [number, number],
): boolean {
  const holds = ({ causes }: WatchedMonth) => causes.includes(cause);
  const latest = history.at(-1);
  return latest !== undefined && holds(latest) && history.slice(-m).filter(holds).length >= n;
}
