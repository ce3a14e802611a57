import type { Evaluation } from '../../../pipeline/evaluate/evaluation.ts';
import { compareSchemas } from '../../../pipeline/ingest/compare-schemas.ts';
import type { Model } from '../../../pipeline/model/model.ts';
import { type MonitorInput, monitor } from '../../../pipeline/monitor/monitor.ts';
import type { MonitorReport } from '../../../pipeline/monitor/monitor-report.ts';
import { ModelProbe, predictionHistogram } from '../../../pipeline/monitor/response.ts';
import { mergeProfiles } from '../../../pipeline/validate/merge-profiles.ts';
import type { Profile } from '../../../pipeline/validate/profile.ts';
import { validate } from '../../../pipeline/validate/validate.ts';
import type { IngestedPeriod } from '../ingest-period.ts';
import type { Workspace } from '../workspace.ts';
import { measureErrors } from './measure-errors.ts';
import { readSample } from './read-sample.ts';

/** Rows that the distribution of predictions is taken from, and those that the model is asked about every value. */
const [PREDICTED_ROWS, PROBED_ROWS] = [8192, 256];

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

export interface MonitorRequest {
  readonly reference: Reference;
  readonly current: IngestedPeriod;
  readonly scored?: MonitoredModel | undefined;
  /** Months that the model's error is compared with: those that judged it, or others that it was not trained on. */
  readonly judged: readonly IngestedPeriod[];
  readonly allMethods?: boolean;
  /** Today, where the month has to be fresh. */
  readonly asOf?: string | undefined;
}

/** Compares a month with its reference, through the eyes of the model in production. */
export async function monitorMonth(workspace: Workspace, request: MonitorRequest): Promise<MonitorReport> {
  const { contract, contractDigest } = workspace.folder;
  const { reference, current, scored, asOf, allMethods = false } = request;
  const { periods, profile } = describe(reference);
  const { statistics, source } = current.data;
  const sample = scored && current.data.rows > 0 ? readSample([current.data], PREDICTED_ROWS) : undefined;
  const probe = scored && sample && new ModelProbe(scored.model, readSample([current.data], PROBED_ROWS));
  const before = 'months' in reference ? reference.months : [];
  const input: MonitorInput = {
    contract,
    inputs: {
      contract: contractDigest,
      [current.period]: source.sha256,
      ...(scored && { model: scored.digest }),
    },
    version: scored?.version,
    reference: { periods, profile },
    current: {
      period: current.period,
      profile: statistics.profile,
      validation: validate({ contract, period: current.period, source, statistics, asOf, contractDigest }),
    },
    schema: before.length > 0 ? compareSchemas(before.at(-1)!.data.source.columns, source.columns) : [],
    ...(probe && {
      responseOf: (name, column) => probe.response(name, name === contract.time, column),
    }),
    ...(scored &&
      sample &&
      before.length > 0 && {
        predictions: {
          reference: predictionHistogram(
            scored.model,
            readSample(
              before.map(({ data }) => data),
              PREDICTED_ROWS,
            ),
          ),
          current: predictionHistogram(scored.model, sample),
        },
      }),
    errors: await errorsOf(workspace, request),
    asOf,
    allMethods,
  };
  return monitor(input);
}

function describe(reference: Reference): { periods: readonly string[]; profile: Profile } {
  if ('profile' in reference) return reference;
  const [first, ...rest] = reference.months.map(({ data }) => data.statistics.profile);
  return { periods: reference.months.map(({ period }) => period), profile: mergeProfiles(first!, ...rest) };
}

async function errorsOf(
  workspace: Workspace,
  { scored, current, judged }: MonitorRequest,
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
