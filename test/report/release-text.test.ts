import { expect, test } from 'vitest';
import { nothingReleased, releaseText } from '../../pipeline/report/release-text.ts';
import { type RollbackFacts, rollbackText } from '../../pipeline/report/rollback-text.ts';
import { makeReportInput } from './fixture.ts';

const RUN = 'https://github.test/o/r/actions/runs/7';
const input = makeReportInput();

test('a release is titled by what it is and by how much it improves', () => {
  const { candidate, champion } = input.evaluation.models;
  const own = candidate!.metrics.rmse.toFixed(3);
  const gain = (champion!.metrics.rmse - candidate!.metrics.rmse).toFixed(3);
  expect(releaseText('v3', input, RUN).title).toBe(
    `Release green-rides v3: RMSE ${own} min, ${gain} min less than champion ${champion!.version}`,
  );
});

test('a first release has nothing to be less than', () => {
  const { champion: _, ...models } = input.evaluation.models;
  const { champion: __, ...sse } = input.evaluation.total.sse;
  const evaluation = { ...input.evaluation, models, total: { ...input.evaluation.total, sse } };
  const { comparison: ___, ...verdict } = input.verdict;
  const { title } = releaseText('v1', { ...input, evaluation, verdict }, RUN);
  expect(title).toMatch(/^Release green-rides v1: RMSE \d\.\d{3} min$/);
});

test('its text tells what merging does, which run gated it, and the comparison', () => {
  const { body } = releaseText('v3', input, RUN);
  expect(body).toMatch(/^Merging this makes \*\*v3\*\* the champion of green-rides, and deploys it\./);
  expect(body).toContain(`[this run](${RUN})`);
  expect(body).toContain('| **candidate** |');
  expect(body.length).toBeLessThan(65_536);
});

test.each([
  { kind: 'unchanged' as const, says: 'Nothing is released: no new digest. It is the same.' },
  { kind: 'hold' as const, says: 'Nothing is released: hold. It is the same.' },
])('where nothing is released, it says why: $kind', ({ kind, says }) => {
  expect(nothingReleased({ kind, reasons: ['It is the same.'] })).toBe(says);
});

const rollback: RollbackFacts = {
  model: 'rides',
  reason: 'v2 is off at <night>',
  by: 'someone',
  runUrl: RUN,
  today: {
    period: '2021-03',
    rows: 80_372,
    unit: 'min',
    target: { version: 'v1', rmse: 5.035, hasSeenIt: false },
    champion: {
      version: 'v2',
      rmse: 4.781,
      hasSeenIt: true,
      difference: { difference: 0.254, lower: 0.2134, upper: 0.2926, alpha: 0.05 },
    },
  },
};

test('a rollback shows both errors on the newest month before anything changes', () => {
  const { title, body } = rollbackText(rollback);
  expect(title).toBe('Roll rides back from v2 to v1');
  expect(body).toBe(`**v2 is off at &#60;night&#62;** Asked for by someone in [this run](${RUN}).

Error on 2021-03, the newest month, over 80,372 rows:

| version |  | RMSE (min) | trained on 2021-03 |
| :-- | :-- | --: | :-- |
| v1 | to | 5.035 | no |
| v2 | from | 4.781 | yes: the figure flatters it |

Going back changes it by +0.254 &#91;+0.213, +0.293&#93; min. The gate holds v2 back until a person publishes it again.`);
});

test('a rollback from a version that cannot be scored says so, and goes on', () => {
  const { champion: _, ...today } = rollback.today;
  const { title, body } = rollbackText({ ...rollback, today: { ...today, fault: 'v2 cannot be read' } });
  expect(title).toBe('Roll rides back to v1');
  expect(body).toMatch(/v2 cannot be read$/);
});
