import type { RuleOutcome, Verdict } from '../gate/verdict.ts';

/** What colours mean; each door has its own colours. */
export type Tone = 'good' | 'bad' | 'wait' | 'neutral' | 'unknown';

/** How a verdict or an outcome is shown: never by its colour alone. */
export interface Wording {
  readonly word: string;
  /** One character, for text. */
  readonly icon: string;
  /** The same where pictures are shown. */
  readonly emoji: string;
  readonly tone: Tone;
  /** What follows from it, as a sentence; empty for a rule. */
  readonly meaning: string;
}

export const verdictWords: Readonly<Record<Verdict['kind'], Wording>> = {
  promote: {
    word: 'Promote',
    icon: '✔',
    emoji: '✅',
    tone: 'good',
    meaning: 'The candidate may replace the model in production.',
  },
  reject: { word: 'Reject', icon: '✘', emoji: '❌', tone: 'bad', meaning: 'The candidate must not ship.' },
  hold: {
    word: 'Hold',
    icon: '‖',
    emoji: '⏸️',
    tone: 'wait',
    meaning:
      'Nothing is wrong with the candidate, but it is not shown to be better. Production stays as it is.',
  },
  unchanged: {
    word: 'Unchanged',
    icon: '=',
    emoji: '🟰',
    tone: 'neutral',
    meaning: 'The candidate is the very model in production.',
  },
  undecided: {
    word: 'Could not decide',
    icon: '?',
    emoji: '❓',
    tone: 'unknown',
    meaning: 'The gate could not judge, so nothing ships.',
  },
};

export const outcomeWords: Readonly<Record<RuleOutcome['outcome'], Wording>> = {
  pass: { word: 'pass', icon: '✔', emoji: '✅', tone: 'good', meaning: '' },
  fail: { word: 'fail', icon: '✘', emoji: '❌', tone: 'bad', meaning: '' },
  hold: { word: 'hold', icon: '‖', emoji: '⏸️', tone: 'wait', meaning: '' },
  undecided: { word: 'undecided', icon: '?', emoji: '❓', tone: 'unknown', meaning: '' },
  unchanged: { word: 'unchanged', icon: '=', emoji: '🟰', tone: 'neutral', meaning: '' },
};
