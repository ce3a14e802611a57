import { stringify } from 'yaml';
import type { Contract } from '../contract/schema.ts';
import type { CardFacts } from './card-facts.ts';

const TASK = 'tabular-regression';

/**
 * The block that model hubs read: YAML front matter with `model-index`, after the model card specification of the
 * Hugging Face Hub (https://github.com/huggingface/hub-docs/blob/main/modelcard.md).
 */
export function cardMetadata({ contract, version, holdout, evaluation }: CardFacts): string {
  const { metrics } = evaluation.models['candidate']!;
  const { name, unit } = evaluation.target;
  const dataset = datasetName(contract);
  const metadata = {
    ...(contract.license && { license: contract.license.toLowerCase() }),
    library_name: 'ratchet',
    pipeline_tag: TASK,
    tags: [TASK, 'linear-regression', 'ratchet'],
    datasets: [dataset],
    metrics: ['rmse', 'mae', 'r_squared'],
    'model-index': [
      {
        name: `${contract.name} ${version}`,
        results: [
          {
            task: { type: TASK, name: `${name} in ${unit}` },
            dataset: {
              type: dataset,
              name: `${dataset} ${evaluation.periods.join(', ')}`,
              split: evaluation.periods.join(','),
              revision: holdout.map(({ sha256 }) => sha256).join(','),
            },
            metrics: [
              { type: 'rmse', name: `RMSE (${unit})`, value: metrics.rmse },
              { type: 'mae', name: `MAE (${unit})`, value: metrics.mae },
              { type: 'r_squared', name: 'R²', value: metrics.r2 },
            ],
          },
        ],
      },
    ],
  };
  return `---\n${stringify(metadata, { lineWidth: 0 })}---\n`;
}

/** green_tripdata_{period}.parquet → green_tripdata; the model's name where the source names no file. */
function datasetName({ source, name }: Contract): string {
  const file = source['file'];
  return (typeof file === 'string' && file.replace(/[-_.]?\{period\}.*$/, '')) || name;
}
