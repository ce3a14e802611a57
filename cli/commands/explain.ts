import { resolve } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { inputEffects } from '../../pipeline/predict/input-effects.ts';
import { inputValue, rideOf } from '../../pipeline/predict/ride.ts';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { trainingReference } from '../../pipeline/predict/training-reference.ts';
import { findScored } from '../../platform/run/find-scored.ts';
import { jsonRides, openRides } from '../../platform/run/open-rides.ts';
import { readRow } from '../../platform/run/read-row.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { addModelOptions, chosenModel, type ModelFlags, modelWorkspaceOf } from '../model-options.ts';
import { examples, wholeNumber } from '../options.ts';
import { renderExplanation } from '../terminal/render-explanation.ts';

interface ExplainOptions extends ModelFlags {
  readonly in?: string;
  readonly ride?: string;
  readonly row: number;
}

const RIDE =
  `'{"pickup_datetime":"2021-02-01 08:30","VendorID":2,"PULocationID":74,"DOLocationID":42,` +
  `"passenger_count":1,"trip_distance":2.1}'`;

/** Takes one prediction apart. */
export const explain: CliCommand<ExplainOptions> = {
  name: 'explain',
  summary: 'show what one prediction is made of, term by term',
  configure: (command) =>
    examples(
      addModelOptions(
        command
          .option('--in <file>', 'file with the ride: .json, .csv or .parquet; - for JSON on standard input')
          .option('--ride <json>', 'the ride itself, as JSON')
          .option('--row <n>', 'which ride of the file, from 1', wholeNumber(1), 1),
      ),
      `explain --ride ${RIDE}`,
      'explain --in rides.csv --row 3 --version v1',
    ),
  run: (options, context) =>
    withWorkspace(modelWorkspaceOf(options, context), async (workspace) => {
      const { name, digest, model, profile } = findScored(workspace, chosenModel(options));
      const reference = trainingReference(profile);
      const scorer = new Scorer(model, reference);
      const ride = await readRide(scorer, options, context);
      const explanation = scorer.explain(ride, 0);
      const byInput = inputEffects(scorer, ride, reference);
      const warnings = scorer.score(ride).warnings.get(0) ?? [];
      const values = Object.entries(scorer.columns).map(([input, { type }]) => [
        input,
        inputValue(ride, input, type === 'timestamp'),
      ]);
      const document = {
        schemaVersion: 1,
        stage: 'explain',
        model: model.name,
        version: name,
        digest,
        ride: Object.fromEntries(values),
        unit: model.target.unit,
        ...explanation,
        byInput,
        warnings,
      };
      const shown = { name: `${model.name} ${name}`, model, explanation, byInput, warnings };
      const text = renderExplanation(shown, { color: context.color, width: context.columns });
      return { document, text, exitCode: 0 };
    }),
};

/** The one ride in question, as a block of one row. */
async function readRide(
  scorer: Scorer,
  { in: file, ride, row }: ExplainOptions,
  { root }: CliContext,
): Promise<Block> {
  if ((file === undefined) === (ride === undefined)) {
    throw new RatchetError('usage', 'expected a ride, by either --in or --ride', {
      hint: `write --ride ${RIDE}`,
    });
  }
  const source =
    file === undefined ? jsonRides(ride!, '--ride', 'usage') : await openRides(resolve(root, file), file);
  try {
    const { block, position } = await readRow(source, scorer, row);
    return rideOf(block, position);
  } finally {
    source.close();
  }
}
