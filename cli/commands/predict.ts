import { resolve } from 'node:path';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { WARNING_KINDS } from '../../pipeline/predict/scoring-warning.ts';
import { trainingReference } from '../../pipeline/predict/training-reference.ts';
import { decimal, list, NO_VALUE, plural, seconds } from '../../pipeline/report/format.ts';
import { findScored } from '../../platform/run/find-scored.ts';
import { openRides } from '../../platform/run/open-rides.ts';
import { checkSeparate, predictFile } from '../../platform/run/predict-file.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import { checkWritableFormat } from '../../platform/write-rows/write-rows.ts';
import type { CliCommand } from '../command.ts';
import { addModelOptions, chosenModel, type ModelFlags, modelWorkspaceOf } from '../model-options.ts';
import { examples } from '../options.ts';

interface PredictOptions extends ModelFlags {
  readonly in: string;
  /** The file to write. */
  readonly out: string;
}

/** Scores a file of rows. */
export const predict: CliCommand<PredictOptions> = {
  name: 'predict',
  summary: 'score a file of rows with a version, and say which predictions to take with care',
  configure: (command) =>
    examples(
      addModelOptions(
        command
          .requiredOption(
            '--in <file>',
            'rows to score: .parquet, .csv or .json; - for JSON on standard input',
          )
          .requiredOption('--out <file>', 'where predictions go: .parquet or .csv'),
      ),
      'predict --in rides.parquet --out predictions.parquet',
      'predict --version v1 --in rides.csv --out predictions.csv --json',
      'predict --candidate --in rides.json --out predictions.csv',
    ),
  run: async ({ out: file, ...options }, context) => {
    const started = performance.now();
    const [input, out] = [resolve(context.root, options.in), resolve(context.root, file)];
    checkWritableFormat(file);
    checkSeparate(input, out);
    return withWorkspace(modelWorkspaceOf(options, context), async (workspace) => {
      const { name, digest, model, profile } = findScored(workspace, chosenModel(options));
      const scorer = new Scorer(model, trainingReference(profile));
      const metadata = new Map(
        Object.entries({ model: model.name, version: name, digest, unit: model.target.unit }),
      );
      const source = await openRides(input, options.in);
      const task = workspace.progress.start(`scoring ${options.in}`, 'rows');
      const summary = await predictFile({ scorer, source, out, metadata, progress: task.update }).finally(
        () => {
          task.end();
          source.close();
        },
      );
      const { rows, warnings, mean } = summary;
      const spent = (performance.now() - started) / 1000;
      const document = {
        schemaVersion: 1,
        stage: 'predict',
        model: model.name,
        version: name,
        digest,
        in: options.in,
        out: file,
        rows,
        warnings,
        mean: rows === 0 ? null : mean,
        seconds: spent,
      };
      const { target } = model;
      const told = WARNING_KINDS.flatMap((kind) =>
        warnings[kind] ? [`${plural(warnings[kind], 'row')} ${WORDS[kind]}`] : [],
      );
      const text = [
        `${plural(rows, 'row')} scored by ${model.name} ${name} in ${seconds(spent)}`,
        `  ${file}: mean ${target.name}_prediction ${rows === 0 ? NO_VALUE : decimal(mean)} ${target.unit}`,
        `  warnings: ${told.length === 0 ? 'none' : list(told)}`,
      ];
      return { document, text: text.join('\n'), exitCode: 0 };
    });
  },
};

const WORDS = {
  missing: 'with a missing value',
  unseen: 'with a category that training did not have',
  'outside-range': 'with a number outside the usual range',
  'unusual-prediction': 'with an unusual prediction',
} as const;
