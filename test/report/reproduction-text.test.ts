import { expect, it } from 'vitest';
import {
  type ReproductionOutcome,
  reproductionStanding,
  reproductionWords,
} from '../../pipeline/report/reproduction-text.ts';

const NAME = { model: 'rides', version: 'v2' };
const RUN = 'https://github.test/runs/1';

/** What the incident of an outcome says. */
function textOf(outcome: ReproductionOutcome) {
  const standing = reproductionStanding(outcome, RUN);
  if (standing.is === 'over') throw new Error('there is no incident');
  return standing.text;
}

it('a champion that comes out again is no incident', () => {
  const outcome = { ...NAME, kind: 'identical', digest: 'sha256:a' } as const;
  expect(reproductionWords(outcome)).toBe('rides v2 is reproduced: `sha256:a` again.');
  expect(reproductionStanding(outcome, RUN)).toMatchObject({ kind: 'reproduce', is: 'over' });
});

it('another digest is an incident that says where the models part', () => {
  const difference = { path: '$.intercept', expected: '1.5', found: '1.25' };
  const outcome = {
    ...NAME,
    kind: 'different',
    expected: 'sha256:a',
    found: 'sha256:b',
    difference,
  } as const;
  const { title, body } = textOf(outcome);
  expect(title).toBe('rides v2 does not come out again');
  expect(body).toContain('expected `sha256:a`, found `sha256:b`.');
  expect(body).toContain('`model.json` differs first at `$.intercept`: expected 1.5, found 1.25.');
  expect(body).toContain(`**It stays the champion.** Found by [this run](${RUN}).`);
});

it('a champion that cannot be made again is one that says what to do, and lets no markup in', () => {
  const outcome = { ...NAME, kind: 'undecided', reason: '<b> is gone', hint: 'fetch it' } as const;
  const { body } = textOf(outcome);
  expect(body).toMatch(/^&#60;b&#62; is gone\. \*\*It stays the champion/);
  expect(body).toContain('What to do: fetch it.');
});
