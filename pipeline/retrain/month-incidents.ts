import type { Cause } from '../monitor/monitor-report.ts';

/** A kind of incident that a watched month may be. */
export interface MonthIncident {
  readonly kind: string;
  readonly causes: readonly Cause[];
  /** What the title says before the model and the month. */
  readonly what: string;
  /** What is done about it, and by whom, as Markdown. */
  readonly next: string;
  /** Whether a training may answer it. */
  readonly isAnswered: boolean;
  /** Whether it shows in errors alone, so that without them nothing is known of it. */
  readonly needsErrors: boolean;
}

const BY_POLICY =
  'The policy is `retrain:` in `model.yaml`. A training and its release are linked here; this issue closes with the next month in which nothing of the kind is found.';

/** Gravest first. */
export const MONTH_INCIDENTS: readonly MonthIncident[] = [
  {
    kind: 'slice',
    causes: ['slice', 'labels'],
    what: 'Broken rows in',
    next: 'The month is neither trained on nor judged by. **The champion is untouched.** Where its publisher puts it right, it is fetched and looked at anew; else this issue closes with the next month that is sound.',
    isAnswered: false,
    needsErrors: false,
  },
  {
    kind: 'schema',
    causes: ['schema'],
    what: 'Changed columns in',
    next: `${BY_POLICY} Where the contract does not fit any more, change \`columns:\` by a pull request.`,
    isAnswered: true,
    needsErrors: false,
  },
  {
    kind: 'decay',
    causes: ['decay'],
    what: 'Decay of',
    next: BY_POLICY,
    isAnswered: true,
    needsErrors: true,
  },
  {
    kind: 'drift',
    causes: ['drift'],
    what: 'Drift in',
    next: BY_POLICY,
    isAnswered: true,
    needsErrors: false,
  },
  {
    kind: 'volume',
    causes: ['volume', 'freshness'],
    what: 'Unusual volume of',
    next: 'Nothing is done about it by itself: days may be missing from the file. This issue closes with the next month whose volume is ordinary.',
    isAnswered: false,
    needsErrors: false,
  },
];
