import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNormalizer } from '../../../pipeline/ingest/normalize.ts';
import { resolveColumns } from '../../../pipeline/ingest/resolve-columns.ts';
import { inputValue, rideOf } from '../../../pipeline/predict/ride.ts';
import { Scorer } from '../../../pipeline/predict/scorer.ts';
import { readIpc } from '../../../platform/arrow.ts';
import { openModelFolder } from '../../../platform/model-folder.ts';
import { openRows } from '../../../platform/open-rows.ts';
import { codeRoot } from '../../../platform/run/code-identity.ts';
import { findVersion } from '../../../platform/run/published.ts';
import { arrowEncoder } from '../../../platform/write-rows/arrow-columns.ts';
import { run } from '../train-command.ts';
import { MODEL, type Server } from './processes.ts';

const AT_ONCE = 32;
const ARROW = 'application/vnd.apache.arrow.stream';

export interface Equality {
  readonly rides: number;
  /** Predictions that differ from the command line's, in any bit. */
  readonly different: Readonly<Record<'one by one' | 'JSON batch' | 'Arrow batch', number>>;
}

/** Scores real rides by the command line and by the service, in each of its ways. */
export async function comparePredictions(
  { address }: Server,
  folder: string,
  rides: number,
): Promise<Equality> {
  const { scorer, block } = await realRides(rides);
  const fields = Object.entries(scorer.columns);
  const bodies = Array.from({ length: rides }, (_, row) => {
    const ride = rideOf(block, row);
    return Object.fromEntries(
      fields.map(([name, { type }]) => [name, inputValue(ride, name, type === 'timestamp')]),
    );
  });
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': type }, body });

  const singles = new Float64Array(rides);
  let next = 0;
  const ask = async () => {
    for (let row = next++; row < rides; row = next++) {
      const answer = await post('/predict', JSON.stringify(bodies[row]));
      singles[row] = ((await answer.json()) as { prediction: number }).prediction;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));

  const batch = await post('/predict/batch', JSON.stringify({ rides: bodies }));
  const { predictions } = (await batch.json()) as { predictions: number[] };

  const encode = arrowEncoder(
    fields.map(([name, { type }]) => ({ name, type: type === 'category' ? 'label' : type })),
  );
  const values = fields.map(([name, { type }]) =>
    type === 'category' ? { codes: block.codes[name]!, labels: block.labels[name]! } : block.numbers[name]!,
  );
  const stream = Uint8Array.from(encode({ rows: rides, values }));
  const answer = new Uint8Array(await (await post('/predict/batch', stream, ARROW)).arrayBuffer());
  const arrow = readIpc(answer).batches.flatMap((found) => [...found.getChild('duration_prediction')!]);

  const expected = await byCommandLine(folder, bodies);
  const differing = (found: ArrayLike<number>) =>
    expected.filter((prediction, row) => !Object.is(prediction, found[row])).length +
    Math.abs(found.length - rides);
  return {
    rides,
    different: {
      'one by one': differing(singles),
      'JSON batch': differing(predictions),
      'Arrow batch': differing(arrow),
    },
  };
}

/** The first rides of the newest embedded month. */
async function realRides(rides: number) {
  const folder = openModelFolder(codeRoot, MODEL);
  const scorer = new Scorer(findVersion(folder, undefined).model);
  const source = await openRows(join(folder.dir, 'data', 'green_tripdata_2021-03.parquet'));
  const normalizer = createNormalizer(resolveColumns(scorer, source));
  try {
    for await (const batch of source.batches(normalizer.sourceColumns)) {
      const { numbers, codes, labels } = normalizer.normalize(batch);
      if (batch.rows < rides)
        throw new Error(`expected ${rides} rides in the first batch, found ${batch.rows}`);
      const cut = <A extends Float64Array | Uint16Array>(columns: Readonly<Record<string, A>>) =>
        Object.fromEntries(Object.entries(columns).map(([name, all]) => [name, all.slice(0, rides) as A]));
      return { scorer, block: { rows: rides, numbers: cut(numbers), codes: cut(codes), labels } };
    }
  } finally {
    source.close();
  }
  throw new Error('the embedded month has no rides');
}

async function byCommandLine(folder: string, rides: readonly object[]): Promise<number[]> {
  const [input, out] = [join(folder, 'rides.json'), join(folder, 'predictions.csv')];
  writeFileSync(input, JSON.stringify(rides));
  const args = [
    '--import',
    import.meta.resolve('tsx'),
    join(codeRoot, 'cli/main.ts'),
    'predict',
    '--in',
    input,
    '--out',
    out,
  ];
  await run(process.execPath, args, folder);
  const [header, ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n');
  const column = header!.split(',').indexOf('duration_prediction');
  return lines.map((line) => Number(line.split(',')[column]));
}
