import type { Contract } from '../contract/schema.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { periodBounds } from '../ingest/period.ts';
import { list } from '../report/format.ts';
import type { ColumnProfile, Profile, ProfileHistogram } from '../validate/profile.ts';
import type { Violation } from '../validate/report.ts';
import { freshnessOf, volumeOf } from './calendar.ts';
import { type ColumnDrift, columnDrift } from './column-drift.ts';
import { type Decay, decayOf } from './decay.ts';
import { findingsOf } from './findings.ts';
import type { Response } from './impact.ts';
import { keptRange } from './kept-range.ts';
import { monitorPolicy } from './monitor-policy.ts';
import type { MonitorReport } from './monitor-report.ts';
import { type PairedColumn, pairColumns, pairHistograms } from './pair-counts.ts';
import type { SchemaDrift } from './schema-drift.ts';
import { sliceDrifts } from './slice-drift.ts';
import type { Role } from './thresholds.ts';

export interface MonitorInput {
  readonly contract: Pick<
    Contract,
    'name' | 'title' | 'columns' | 'time' | 'target' | 'checks' | 'gate' | 'monitor'
  >;
  readonly inputs: Readonly<Record<string, string>>;
  readonly version: string | undefined;
  readonly reference: { readonly periods: readonly string[]; readonly profile: Profile };
  readonly current: {
    readonly period: string;
    readonly profile: Profile;
    /** Rows in the target's range. */
    readonly kept: number;
    /** What the contract's checks found; none where they were not asked. */
    readonly violations: readonly Violation[];
  };
  /** How the file's columns differ from the reference's. */
  readonly schema: SchemaDrift;
  /** What the model makes of a column; undefined where there is no model, or the column is no input of it. */
  readonly responseOf?: (name: string, column: PairedColumn) => Response | undefined;
  readonly predictions?: { readonly reference: ProfileHistogram; readonly current: ProfileHistogram };
  /** Model and baseline on the month and on what is compared with; or why not. */
  readonly errors:
    | { readonly current: Evaluation; readonly reference: Evaluation }
    | { readonly skipped: string };
  /** Day of the report, YYYY-MM-DD; left out for a month that does not have to be fresh. */
  readonly asOf?: string | undefined;
  readonly allMethods: boolean;
}

/** Tells how a month differs from the reference, what that does to predictions, and whether anything is wrong. */
export function monitor(input: MonitorInput): MonitorReport {
  const { contract, reference, current, schema, errors, asOf, allMethods } = input;
  const [before, now] = [reference.profile, current.profile];
  const { target, gate } = contract;
  const policy = monitorPolicy(contract);
  const low = 'minutes_between' in target ? 0 : target.keep[0];
  const columns = columnDrifts(input);
  const targetDrift = columnDrift({
    name: target.name,
    role: 'target',
    column: keptRange(pairHistograms(before.target.histogram, now.target.histogram), target.keep),
    allMethods,
  });
  const predictionDrift = input.predictions
    ? columnDrift({
        name: 'prediction',
        role: 'prediction',
        column: pairHistograms(input.predictions.reference, input.predictions.current),
        allMethods,
      })
    : null;
  const decay: Decay | null =
    'skipped' in errors
      ? null
      : decayOf(errors.current, errors.reference, {
          tolerance: policy.max_decay,
          sliceTolerance: policy.max_slice_decay,
          minRows: gate.slice_min_rows,
          alpha: gate.alpha,
          seed: gate.seed,
        });
  const freshness = contract.checks.find((check) => 'freshness_days' in check);
  const measured = {
    columns: columns.sort((a, b) => (b.impact ?? 0) - (a.impact ?? 0) || scoreOf(b) - scoreOf(a)),
    targetDrift,
    predictionDrift,
    slices: sliceDrifts(before, now, low).sort((a, b) => b.score / b.threshold - a.score / a.threshold),
    volume: volumeOf(before, now, periodBounds(current.period)),
    freshness: freshnessOf(
      now,
      freshness && 'freshness_days' in freshness ? freshness.freshness_days : undefined,
      asOf,
    ),
    schema: [...schema.notes],
    violations: [...current.violations],
    decay,
    decaySkipped: 'skipped' in errors ? errors.skipped : null,
  };
  const { alarms, notes } = findingsOf(measured, policy, {
    unit: target.unit,
    reference: reference.periods,
    schemaAlarms: schema.alarms,
  });
  return {
    schemaVersion: 1,
    stage: 'monitor',
    inputs: { ...input.inputs },
    model: contract.name,
    title: contract.title,
    version: input.version ?? null,
    target: { name: target.name, unit: target.unit },
    reference: { periods: [...reference.periods], rows: before.rows },
    current: { period: current.period, rows: now.rows, kept: current.kept },
    ...measured,
    slices: allMethods ? measured.slices : measured.slices.filter(({ drifted }) => drifted),
    findings: alarms,
    notes,
    verdict: {
      kind: alarms.length > 0 ? 'alarm' : 'healthy',
      causes: [...new Set(alarms.map(({ cause }) => cause))],
      reasons:
        alarms.length > 0
          ? alarms.map(({ sentence }) => sentence)
          : [`${current.period} is an ordinary month beside ${list(reference.periods)}.`],
    },
  };
}

function columnDrifts({ reference, current, responseOf, allMethods }: MonitorInput): ColumnDrift[] {
  return Object.entries(current.profile.columns).flatMap(([name, profile]) => {
    const before = reference.profile.columns[name];
    const column = before && pairColumns(before, profile);
    if (!column) return [];
    return [
      columnDrift({ name, role: roleOf(profile), column, response: responseOf?.(name, column), allMethods }),
    ];
  });
}

const roleOf = ({ kind }: ColumnProfile): Role => kind;
const scoreOf = ({ tests }: ColumnDrift): number => (tests[0] ? tests[0].score / tests[0].threshold : 0);
