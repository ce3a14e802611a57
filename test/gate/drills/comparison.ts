import { better, DIGESTS, gateInput, POLICY, tied, tries, wavering, worse } from '../gate-case.ts';
import type { Drill } from './drill.ts';
import { anchoredInput, candidate, champion, firstInput, sameInput, tiesPolicy } from './drill-inputs.ts';

/** How a candidate compares with the champion, the anchor, or itself. */
export const comparisonDrills: readonly Drill[] = [
  {
    description: 'a better model',
    input: gateInput(better),
    kind: 'promote',
    says: /^Better than the champion v1: RMSE 5\.191 min against 5\.409 min on 56,000 rows of 2021-02; difference −0\.2\d{3} min, 97\.5 % interval −0\.2\d{3} min to −0\.\d{4} min, by 28 days\.$/,
  },
  {
    description: 'a worse model',
    input: gateInput(worse),
    kind: 'reject',
    says: /^Worse than the champion v1: .* difference \+0\.2/,
  },
  {
    description: 'a tied model',
    input: gateInput(tied),
    kind: 'hold',
    says: /^No worse than the champion v1: .* Only a model shown to be better is promoted\.$/,
  },
  {
    description: 'a tied model where policy lets ties in',
    input: gateInput(tied, { policy: tiesPolicy }),
    kind: 'promote',
    says: /^No worse than the champion v1/,
  },
  {
    description: 'an inconclusive model',
    input: gateInput(wavering),
    kind: 'hold',
    says: /^Inconclusive against the champion v1: .* The days differ too much to tell\.$/,
  },
  {
    description: 'an inconclusive model where policy lets ties in',
    input: gateInput(wavering, { policy: tiesPolicy }),
    kind: 'hold',
    says: /^Inconclusive against the champion v1/,
  },
  {
    description: 'a model that is surely worse, though inside the margin, where policy lets ties in',
    input: gateInput((day) => 1.003 + 0.0001 * tied(day), { policy: tiesPolicy }),
    kind: 'reject',
    says: /^Worse than the champion v1/,
  },
  {
    description: 'a tie that the anchor, better than the champion, does not let in',
    input: anchoredInput(tied, 0.98),
    kind: 'reject',
    says: /^Worse than the anchor v1, the last version promoted as better: difference \+0\.0/,
  },
  {
    description: 'a tie with champion and anchor',
    input: anchoredInput(tied, 1),
    kind: 'promote',
    says: /^No worse than the champion v2/,
  },
  {
    description: 'the first model',
    input: firstInput(),
    kind: 'promote',
    says: /^The first model: there is no champion yet/,
  },
  {
    description: 'the champion again',
    input: sameInput(),
    kind: 'unchanged',
    says: /^Unchanged: the candidate is the champion v1 again\.$/,
  },
  {
    description: 'the champion again, with a slow machine and a ceiling that it no longer meets',
    input: sameInput({
      candidate: { ...candidate, digest: DIGESTS.champion, latencyMs: 50 },
      policy: { ...POLICY, ceiling: 5 },
    }),
    kind: 'unchanged',
    says: /^Unchanged/,
  },
  {
    description: 'the champion again, under scoring code that gives it another error',
    input: sameInput({ champion: { ...champion, rescored: { rows: 56_000, rmse: 5.4001 } } }),
    kind: 'undecided',
    says: /^The champion v1 does not reproduce its recorded error/,
  },
  {
    description: 'a number of tries that is none',
    input: gateInput(better, { attempts: tries(-1) }),
    kind: 'undecided',
    says: /^Could not decide on "against the champion": Earlier tries on a holdout are counted from 0, not -1\.$/,
  },
];
