import { decimal, integer, list, NO_VALUE, signedPercent } from '../../report/format.ts';
import type { SimulatedMonth, Simulation } from '../simulation.ts';
import { STRATEGIES } from '../simulation.ts';

export const MONTH_COLUMNS = [
  { heading: 'month', align: 'left' },
  { heading: 'monitor', align: 'left' },
  { heading: 'decision', align: 'left' },
  { heading: 'gate', align: 'left' },
  { heading: 'live', align: 'left' },
  { heading: 'RMSE live', align: 'right' },
  { heading: 'never', align: 'right' },
  { heading: 'always', align: 'right' },
  { heading: 'decay', align: 'right' },
] as const;

/** A row a month. */
export function monthRows(months: readonly SimulatedMonth[]): string[][] {
  return months.map(({ month, monitor, decision, verdict, liveVersion, rmse }) => [
    month,
    monitor ? list(monitor.causes) || monitor.kind : NO_VALUE,
    decision.kind,
    verdict?.kind ?? NO_VALUE,
    liveVersion ?? NO_VALUE,
    ...STRATEGIES.map((name) => decimal(rmse[name] ?? Number.NaN)),
    monitor?.decay ? signedPercent(monitor.decay.excess) : NO_VALUE,
  ]);
}

export const TOTAL_COLUMNS = [
  { heading: 'strategy', align: 'left' },
  { heading: 'mean RMSE', align: 'right' },
  { heading: 'trainings', align: 'right' },
] as const;

/** What every policy and strategy came to. */
export function totalRows({ policy, totals, policies }: Simulation): string[][] {
  const row = (name: string, { meanRmse, trainings }: Simulation['totals']['live']) => [
    name,
    decimal(meanRmse ?? Number.NaN),
    integer(trainings),
  ];
  return [
    row(policy, totals.live),
    ...policies.map((other) => row(other.policy, other.totals.live)),
    row('never retrain', totals.never),
    row('always retrain', totals.always),
  ];
}
