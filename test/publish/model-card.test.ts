import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { modelCard } from '../../pipeline/publish/model-card.ts';
import { planPublication } from '../../pipeline/publish/plan-publication.ts';
import { publicationInput, publishSeries } from './publication-case.ts';

function cardOf(input = publicationInput(publishSeries(1).registry, 2)): string {
  const plan = planPublication(input);
  if (plan.kind !== 'publish') throw new Error(plan.reason);
  return new TextDecoder().decode(plan.files.find(({ path }) => path.endsWith('card.md'))!.bytes);
}

test('the card is the reviewed one', async () => {
  await expect(cardOf()).toMatchFileSnapshot('golden/card.md');
});

test('its front matter is what model hubs read', () => {
  const input = publicationInput(publishSeries(1).registry, 2);
  const [, block] = cardOf(input).split('---\n');
  const metadata = parse(block!);
  const { rmse, mae, r2 } = input.evaluation.models['candidate']!.metrics;
  expect(metadata).toMatchObject({
    license: 'mit',
    pipeline_tag: 'tabular-regression',
    metrics: ['rmse', 'mae', 'r_squared'],
  });
  expect(metadata['model-index']).toEqual([
    {
      name: 'nyc-green-taxi v2',
      results: [
        {
          task: { type: 'tabular-regression', name: 'duration in min' },
          dataset: {
            type: 'green_tripdata',
            name: 'green_tripdata 2021-02',
            split: '2021-02',
            revision: input.holdout[0]!.sha256,
          },
          metrics: [
            { type: 'rmse', name: 'RMSE (min)', value: rmse },
            { type: 'mae', name: 'MAE (min)', value: mae },
            { type: 'r_squared', name: 'R²', value: r2 },
          ],
        },
      ],
    },
  ]);
});

test('the card says what the error is before the ride, when distance is not measured yet', () => {
  expect(cardOf()).toContain('trip_distance is only measured at drop-off');
  expect(cardOf()).toContain('RMSE is 5.900 min in place of 5.191 min.');
});

test('months that people accepted are named below the files, and the digest is what it was', () => {
  const input = publicationInput();
  const accepted = 'Zone *d* was rebuilt.';
  const card = cardOf({ ...input, training: [{ ...input.training[0]!, accepted }] });
  const [before, after] = cardOf(input).split('\n\nOf the judging rows');
  expect(card).toBe(
    `${before}\n\n- 2021-01 was accepted as it was, by a person: Zone \\*d\\* was rebuilt.\n\nOf the judging rows${after}`,
  );
});

test('names from data cannot become markup', () => {
  const input = publicationInput();
  const key = '<img src=x>|`x`\n# Queens';
  const slices = { hour: { [key]: input.evaluation.slices['hour']!['8']! } };
  const evaluation = { ...input.evaluation, slices };
  const facts = { ...input, evaluation };
  const card = modelCard({ ...facts, version: 'v1', digest: input.verdict.inputs['candidate']! });
  expect(card).toContain('| hour | &lt;img src=x>\\|\\`x\\` # Queens |');
});
