import type { Evaluation } from '../../../pipeline/evaluate/evaluation.ts';
import type { Block } from '../../../pipeline/ingest/block.ts';
import type { Model } from '../../../pipeline/model/model.ts';
import { type MonitorInput, monitor } from '../../../pipeline/monitor/monitor.ts';
import type { MonitorReport } from '../../../pipeline/monitor/monitor-report.ts';
import { ModelProbe, type ProbeSize, predictionHistogram } from '../../../pipeline/monitor/response.ts';
import { schemaDrift } from '../../../pipeline/monitor/schema-drift.ts';
import { mergeProfiles } from '../../../pipeline/validate/merge-profiles.ts';
import type { Profile } from '../../../pipeline/validate/profile.ts';
import type { Violation } from '../../../pipeline/validate/report.ts';
import { validate } from '../../../pipeline/validate/validate.ts';
import type { IngestedPeriod } from '../ingest-period.ts';
import type { Workspace } from '../workspace.ts';
import { measureErrors } from './measure-errors.ts';
import { readSample } from './read-sample.ts';

/** Rows that the distribution of predictions is taken from, and those that the model is asked about every value. */
export const PREDICTED_ROWS = 8192;
/** How much the model is asked about a month that is at hand, and about one that is only read in passing. */
const [FULL_PROBE, QUICK_PROBE]: readonly [ProbeSize, ProbeSize] = [{ rows: 256 }, { rows: 64, labels: 32 }];

/** What is compared with: months at hand, or the profile alone of months that are not. */
export type Reference =
  | { readonly months: readonly IngestedPeriod[] }
  | { readonly periods: readonly string[]; readonly profile: Profile };

/** The model in production. */
export interface MonitoredModel {
  readonly version: string | undefined;
  readonly digest: string;
  readonly model: Model;
}

/** A month as one pass over it leaves it. */
export interface WatchedData {
  readonly period: string;
  /** Of the file; of the profile where the file was only read in passing. */
  readonly digest: string;
  /** Physical columns of its file. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly profile: Profile;
  readonly kept: number;
  /** Some of its rows, evenly spaced. */
  readonly sample: Block;
  /** What the contract's checks found; left out where they were not asked. */
  readonly violations?: readonly Violation[];
}

export interface MonitorRequest {
  readonly reference: Reference;
  readonly scored?: MonitoredModel | undefined;
  readonly allMethods?: boolean;
  /** Today, where the month has to be fresh. */
  readonly asOf?: string | undefined;
}

/**
 * Compares a month with its reference, through the eyes of the model in production.
 *
 * @param judged months that the model's error is compared with: those that judged it, or others that it never saw
 */
export async function monitorMonth(
  workspace: Workspace,
  request: MonitorRequest & { readonly current: IngestedPeriod; readonly judged: readonly IngestedPeriod[] },
): Promise<MonitorReport> {
  const { contract, contractDigest } = workspace.folder;
  const { current, asOf } = request;
  const { statistics, source } = current.data;
  const { period } = current;
  const { violations, kept } = validate({ contract, period, source, statistics, asOf, contractDigest });
  const data: WatchedData = {
    period,
    digest: source.sha256,
    columns: source.columns,
    profile: statistics.profile,
    kept,
    violations,
    sample: readSample([current.data], PREDICTED_ROWS),
  };
  return monitorData(workspace, request, data, await errorsOf(workspace, request), FULL_PROBE);
}

/** The same of a month that was only read, and whose errors are not looked at. */
export function monitorSketch(
  workspace: Workspace,
  request: MonitorRequest,
  current: WatchedData,
): MonitorReport {
  return monitorData(workspace, request, current, { skipped: 'drift alone was asked for' }, QUICK_PROBE);
}

function monitorData(
  { folder: { contract, contractDigest } }: Workspace,
  { reference, scored, asOf, allMethods = false }: MonitorRequest,
  { period, digest, columns, profile, kept, violations = [], sample }: WatchedData,
  errors: MonitorInput['errors'],
  size: ProbeSize,
): MonitorReport {
  const before = 'months' in reference ? reference.months : [];
  const probe = scored && sample.rows > 0 ? new ModelProbe(scored.model, sample, size) : undefined;
  const input: MonitorInput = {
    contract,
    inputs: { contract: contractDigest, [period]: digest, ...(scored && { model: scored.digest }) },
    version: scored?.version,
    reference: describe(reference),
    current: { period, profile, kept, violations },
    schema:
      before.length > 0
        ? schemaDrift(contract, before.at(-1)!.data.source.columns, columns)
        : { notes: [], alarms: [] },
    ...(probe && { responseOf: (name, column) => probe.response(name, name === contract.time, column) }),
    ...(scored && probe && before.length > 0 && { predictions: predictionsOf(scored.model, before, sample) }),
    errors,
    asOf,
    allMethods,
  };
  return monitor(input);
}

function predictionsOf(model: Model, before: readonly IngestedPeriod[], sample: Block) {
  const reference = readSample(
    before.map(({ data }) => data),
    PREDICTED_ROWS,
  );
  return { reference: predictionHistogram(model, reference), current: predictionHistogram(model, sample) };
}

function describe(reference: Reference): { periods: readonly string[]; profile: Profile } {
  if ('profile' in reference) return reference;
  const [first, ...rest] = reference.months.map(({ data }) => data.statistics.profile);
  return { periods: reference.months.map(({ period }) => period), profile: mergeProfiles(first!, ...rest) };
}

async function errorsOf(
  workspace: Workspace,
  {
    scored,
    current,
    judged,
  }: MonitorRequest & { readonly current: IngestedPeriod; readonly judged: readonly IngestedPeriod[] },
): Promise<MonitorInput['errors']> {
  if (!scored) return { skipped: 'there is no model in production' };
  const { periods } = scored.model;
  if (periods.includes(current.period))
    return { skipped: `the model was trained on ${current.period}: its error there says nothing` };
  const months = judged.filter(({ period }) => !periods.includes(period) && period !== current.period);
  if (months.length === 0) return { skipped: 'no month that judged the model is at hand to compare with' };
  if (current.data.rows === 0) return { skipped: 'no row of the month lies in the range of the target' };
  const errors = async (some: readonly IngestedPeriod[]): Promise<Evaluation> =>
    measureErrors(workspace, scored.model, some);
  return { current: await errors([current]), reference: await errors(months) };
}
