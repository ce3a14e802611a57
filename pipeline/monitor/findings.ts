import type { MonitorPolicy } from '../contract/schema.ts';
import { decimal, integer, list, percent, plural, signed, signedPercent } from '../report/format.ts';
import type { ColumnDrift } from './column-drift.ts';
import { type Cause, causeSchema, type MonitorFinding, type MonitorReport } from './monitor-report.ts';
import type { SliceDrift } from './slice-drift.ts';

type Measured = Pick<
  MonitorReport,
  | 'columns'
  | 'targetDrift'
  | 'predictionDrift'
  | 'slices'
  | 'volume'
  | 'freshness'
  | 'schema'
  | 'violations'
  | 'decay'
>;

export interface FindingWords {
  readonly unit: string;
  readonly reference: readonly string[];
  /** What has changed in the columns that the contract reads. */
  readonly schemaAlarms: readonly string[];
}

/** Kinds of findings, gravest first. */
const ORDER = causeSchema.options;

/** What is wrong, and what is only worth knowing, as sentences; both by what they do. */
export function findingsOf(
  measured: Measured,
  policy: MonitorPolicy,
  words: FindingWords,
): { alarms: MonitorFinding[]; notes: string[] } {
  const columns = measured.columns.filter(({ drifted }) => drifted);
  const matters = (column: ColumnDrift) =>
    column.nulls.drifted || column.impact === null || column.impact >= policy.min_impact;
  const alarms: MonitorFinding[] = [
    ...measured.violations
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, column, message }) => finding('data', column ?? rule, `${rule}: ${message}.`)),
    ...words.schemaAlarms.map((sentence) => finding('schema', 'schema', `${sentence}.`)),
    ...sliceFindings(measured.slices, words),
    ...decayFindings(measured, words),
    ...columns
      .filter(matters)
      .map((column) => finding('drift', column.name, columnSentence(column, words), column.impact)),
    ...(measured.predictionDrift?.drifted
      ? [finding('drift', 'prediction', columnSentence(measured.predictionDrift, words))]
      : []),
    ...volumeFindings(measured),
    ...freshnessFindings(measured),
  ];
  const rank = ({ cause }: MonitorFinding) => ORDER.indexOf(cause);
  const notes = [
    ...columns.filter((column) => !matters(column)).map((column) => columnSentence(column, words)),
    ...(measured.targetDrift.drifted ? [columnSentence(measured.targetDrift, words)] : []),
    ...measured.schema.map((note) => `Schema: ${note}.`),
  ];
  return {
    alarms: alarms.sort((a, b) => rank(a) - rank(b) || (b.impact ?? 0) - (a.impact ?? 0)),
    notes,
  };
}

const finding = (
  cause: Cause,
  subject: string,
  sentence: string,
  impact: number | null = null,
): MonitorFinding => ({ cause, subject, sentence, impact });

/** One finding a slice, told by what is most unlike. */
function sliceFindings(slices: readonly SliceDrift[], words: FindingWords): MonitorFinding[] {
  const bySlice = new Map<string, SliceDrift[]>();
  for (const one of slices.filter(({ drifted }) => drifted)) {
    const name = `${one.slice} ${one.key || 'null'}`;
    bySlice.set(name, [...(bySlice.get(name) ?? []), one]);
  }
  return [...bySlice].map(([name, found]) => {
    const told = found.slice(0, 3).map((one) => sliceSentence(one, words));
    const { rows, share } = found[0]!;
    return finding(
      'slice',
      name,
      `${name} (${plural(rows, 'row')}, ${percent(share)}) is unlike: ${told.join('; ')}.`,
    );
  });
}

function sliceSentence({ what, against, reference, current }: SliceDrift, { unit }: FindingWords): string {
  const isShare = /^(rows|negative|share)/.test(what);
  const show = (value: number | null) =>
    value === null
      ? 'none'
      : isShare
        ? percent(value)
        : `a median of ${decimal(value, 1)}${what === 'the target' ? ` ${unit}` : ''}`;
  return `${what} ${show(current)} against ${show(reference)} in ${against}`;
}

function decayFindings({ decay }: Measured, { unit }: FindingWords): MonitorFinding[] {
  if (!decay) return [];
  const found: MonitorFinding[] = [];
  const { current, reference, excess, lower, upper, tails } = decay;
  if (tails.drifted) {
    found.push(
      finding(
        'labels',
        'target',
        `The largest errors have grown by ${percent(tails.growth, 0)} beside the usual ones, as where targets belong to other rows: ` +
          `1 % to 99 % of the errors span ${decimal(tails.current, 1)} times their middle half, against ${decimal(tails.reference, 1)} times on ${list(reference.periods)}.`,
      ),
    );
  }
  if (decay.decayed) {
    found.push(
      finding(
        'decay',
        'error',
        `The error has grown by ${percent(excess, 1)} (${signedPercent(lower)} to ${signedPercent(upper)}) beside a baseline refitted on the month: ` +
          `RMSE ${decimal(current.rmse)} ${unit}, ${percent(current.relative, 1)} of the baseline's, against ${percent(reference.relative, 1)} on ${list(reference.periods)}.`,
      ),
    );
  }
  const slices = decay.slices.filter(({ decayed }) => decayed);
  for (const { slice, key, rows, rmse, excess: more } of slices) {
    found.push(
      finding(
        'decay',
        `${slice} ${key}`,
        `${slice} ${key} is predicted ${percent(more, 0)} worse than it was, beside all other rows: RMSE ${decimal(rmse)} ${unit} on ${integer(rows)} rows.`,
      ),
    );
  }
  return found;
}

function columnSentence(
  { name, tests, nulls, impact, meanShift, role }: ColumnDrift,
  words: FindingWords,
): string {
  const [test] = tests;
  const parts = [
    ...(test?.drifted ? [`${test.method} ${decimal(test.score)} above ${decimal(test.threshold)}`] : []),
    ...(nulls.drifted ? [`${percent(nulls.current)} null against ${percent(nulls.reference)}`] : []),
  ];
  const effect =
    impact === null
      ? ''
      : `, which moves predictions by ${decimal(impact, 2)} ${words.unit} (their mean by ${signed(meanShift ?? 0, 2)})`;
  const subject = role === 'target' ? `The target ${name}` : role === 'prediction' ? 'The predictions' : name;
  return `${subject} moved against ${list(words.reference)}: ${parts.join(', ')}${effect}.`;
}

function volumeFindings({ volume }: Measured): MonitorFinding[] {
  if (!volume.drifted) return [];
  const days = volume.missingDays.length > 0 ? `, none on ${list(volume.missingDays.slice(0, 5))}` : '';
  const sentence = `${integer(volume.current)} rows a day against ${integer(volume.reference)}${days}.`;
  return [finding('volume', 'rows', sentence)];
}

function freshnessFindings({ freshness }: Measured): MonitorFinding[] {
  if (!freshness.drifted) return [];
  const { lastDay, ageDays, maxDays } = freshness;
  const sentence =
    lastDay === null
      ? 'No row lies inside the month.'
      : `The newest row is of ${lastDay}, ${ageDays} days old; ${maxDays} are let be.`;
  return [finding('freshness', 'rows', sentence)];
}
