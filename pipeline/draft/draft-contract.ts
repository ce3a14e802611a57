import { didYouMean } from '../contract/nearest.ts';
import { RatchetError } from '../errors.ts';
import { list } from '../report/format.ts';
import { type ColumnSketch, MANY } from './column-sketch.ts';

export interface DraftRequest {
  /** Of the model, its folder and its files. */
  readonly name: string;
  /** File of a month, with {period} in it. */
  readonly file: string;
  readonly columns: readonly ColumnSketch[];
  /** Name of the column to predict. */
  readonly target: string;
  /** What it is counted in. */
  readonly unit: string;
  /** Name of the column that tells the month; may be left out where there is only one timestamp. */
  readonly time?: string | undefined;
}

/** Categories of more values than this get no column for each; an encoding suits them better. */
const MAX_ONE_HOT = 500;
/** Categories of at most so many values are watched as slices. */
const [MAX_SLICE_VALUES, MAX_SLICES] = [20, 3];
/** Columns that the description names. */
const MAX_NAMED = 5;

/**
 * A first model.yaml for some data: a plain least-squares recipe, the usual checks, and a gate that asks for better than
 * guessing the mean. It runs as it is, and says where a person knows more.
 *
 * @throws RatchetError `usage` where target or time are not told, or are of another type
 */
export function draftContract({ name, file, columns: all, target, unit, time }: DraftRequest): string {
  const columns = all.filter(isUsable);
  const outcome = columnOf(columns, target, 'number', '--target');
  const clock = timeOf(columns, time);
  const inputs = columns.filter((column) => column !== outcome && column !== clock);
  const numbers = inputs.filter(({ type }) => type === 'number');
  const categories = inputs.filter(({ type }) => type === 'category');
  const oneHots = categories.filter(({ distinct }) => distinct <= MAX_ONE_HOT);
  const unused = categories.filter((column) => !oneHots.includes(column));
  const timeKeys = [...(clock.isDaily ? [] : ['hour']), 'weekday'];
  const slices = [
    ...timeKeys,
    ...categories.filter(({ distinct }) => distinct <= MAX_SLICE_VALUES).map((column) => column.name),
  ].slice(0, MAX_SLICES);
  const { min, max, sd } = outcome.moments;
  const terms = [
    ...numbers.flatMap((column) =>
      column.nulls > 0 ? [column.name, `is_null(${column.name})`] : [column.name],
    ),
    ...[...oneHots.map((column) => column.name), ...timeKeys].map((key) => `one_hot(${key})`),
  ];
  return `# yaml-language-server: $schema=../model.schema.json
schemaVersion: 1
name: ${name}
title: ${text(`${outcome.source} of ${name}`)} # heads every report: say it in your words
description: ${text(`Predicts ${outcome.source} from ${inputWords(inputs)}.`)}
intended_use: To be written before the first release. # stands on the model's card
limits: [] # what the model must not be used for, a sentence each

source:
  kind: monthly-file
  file: ${text(file)}
  # url: https://…/${file} # where continuous training finds new months

time: ${clock.name}
columns:
${columns.map(columnLine).join('\n')}
${all
  .filter((column) => !isUsable(column))
  .map(leftOutLine)
  .join('')}
target:
  name: ${outcome.name}
  unit: ${text(unit)}
  column: ${outcome.name}
  keep: [${min}, ${max}] # rows outside are neither learnt nor judged; narrow it to what can be true

checks: # error stops a month, warning shows
  - { inside_period: ${clock.name}, max_share: 0.01, severity: error }
  - { nulls: ${clock.name}, max_share: 0, severity: error }
${inputs.map(nullsLine).join('\n')}
  - { duplicates: rows, max_share: 0.01, severity: warning }
  - { filtered: rows, max_share: 0.1, severity: error }
  - { psi: profile, max: 0.1, severity: warning }

window: { max_periods: 3, holdout: 1 } # trained on up to three months, judged on the one after

features:
  numbers: {} # named expressions over columns, such as log_miles: log(clip(miles, 0.1, 45))
  keys:
${timeKeys.map((key) => `    ${key}: ${key}(${clock.name})`).join('\n')}

recipe:
  final:
${terms.map((term) => `    - ${term}`).join('\n')}
${unused.map(({ name: column, distinct }) => `    # ${column} has ${distinct} values: an encoding suits it better than a column for each\n`).join('')}
gate:
  ceiling: ${significant(sd)} # nothing worse ships; this is the error of always predicting the mean
  margin: ${significant(sd / 100)} # differences below this do not matter to you
  max_filtered: 0.1
  slices: # none of these may get worse by more than its tolerance
${slices.map((key) => `    ${key}: { by: [${key}], tolerance: 0.1 }`).join('\n')}
`;
}

function inputWords(inputs: readonly ColumnSketch[]): string {
  const names = inputs.slice(0, MAX_NAMED).map(({ source }) => source);
  return list(inputs.length > MAX_NAMED ? [...names, `${inputs.length - MAX_NAMED} more columns`] : names);
}

/** A category that is different in almost every row tells nothing of the next. */
const isUsable = ({ type, distinct }: ColumnSketch) => type !== 'category' || distinct < MANY;

const leftOutLine = ({ source }: ColumnSketch) =>
  `  # ${source} is left out: it has ${MANY} values or more, which name rows rather than kinds of them\n`;

function timeOf(columns: readonly ColumnSketch[], wanted: string | undefined): ColumnSketch {
  if (wanted !== undefined) return columnOf(columns, wanted, 'timestamp', '--time');
  const timestamps = columns.filter(({ type }) => type === 'timestamp');
  if (timestamps.length === 1) return timestamps[0]!;
  const names = list(timestamps.map(({ source }) => source));
  throw new RatchetError(
    'usage',
    timestamps.length === 0
      ? 'expected a column of timestamps, found none'
      : `which column tells the month: ${names}?`,
    {
      hint:
        timestamps.length === 0
          ? 'every row needs a time such as 2021-01-31 23:59:59: months are trained on and judged by'
          : 'name it by --time',
    },
  );
}

function columnOf(
  columns: readonly ColumnSketch[],
  wanted: string,
  type: ColumnSketch['type'],
  option: string,
): ColumnSketch {
  const found = columns.find(({ name, source }) => name === wanted || source === wanted);
  if (found?.type === type) return found;
  const fitting = columns.filter((column) => column.type === type).map(({ source }) => source);
  throw new RatchetError(
    'usage',
    found
      ? `${option} ${wanted}: expected a ${type}, found a ${found.type}`
      : `${option} ${wanted}: there is no such column`,
    { hint: didYouMean(wanted, fitting) },
  );
}

function columnLine({ name, source, type }: ColumnSketch): string {
  return `  ${name}: { type: ${type}${source === name ? '' : `, from: [${text(source)}]`} }`;
}

/** Twice the share that was seen, and a little. */
function nullsLine({ name, nulls, rows }: ColumnSketch): string {
  const share = nulls === 0 ? 0.01 : Math.min(1, significant((2 * nulls) / rows + 0.01));
  return `  - { nulls: ${name}, max_share: ${share}, severity: warning }`;
}

const significant = (x: number) => Number(x.toPrecision(2));

/** Any text as YAML: a JSON string is one. */
const text = (value: string) => JSON.stringify(value);
