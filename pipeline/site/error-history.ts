import type { VersionMetrics } from '../publish/version-folder.ts';
import type { SiteVersion } from './site-version.ts';

/** A model's error on the rows of some periods. */
export interface ErrorPoint {
  /** Periods that were judged together: 2021-02, or 2021-02 to 2021-03. */
  readonly period: string;
  readonly rmse: number;
  readonly rows: number;
}

export interface ErrorLine {
  /** v3, or the name of a comparison. */
  readonly name: string;
  readonly points: readonly ErrorPoint[];
}

export interface ErrorHistory {
  /** Ascending. */
  readonly periods: readonly string[];
  /** In the order of registration. */
  readonly versions: readonly ErrorLine[];
  /** Rows without a version: the mean and the contract's comparisons. */
  readonly comparisons: readonly ErrorLine[];
}

/**
 * Every model's error on every period that it is known on: a version is judged on its own holdout, and on the holdouts
 * of those that came up against it while it was the champion.
 */
export function errorHistory(versions: readonly Pick<SiteVersion, 'version' | 'metrics'>[]): ErrorHistory {
  const known = new Map<string, Map<string, ErrorPoint>>();
  const comparisons = new Map<string, Map<string, ErrorPoint>>();
  for (const { version, metrics } of versions) {
    const period = periodsText(metrics.evaluation.periods);
    for (const [name, { metrics: found, version: other }] of Object.entries(metrics.evaluation.models)) {
      const judged = name === 'candidate' ? version : other;
      const lines = judged === undefined ? comparisons : known;
      const line = lines.get(judged ?? name) ?? new Map<string, ErrorPoint>();
      lines.set(judged ?? name, line.set(period, { period, rmse: found.rmse, rows: found.rows }));
    }
  }
  const order = versions.map(({ version }) => version);
  return {
    periods: [...new Set(versions.map(({ metrics }) => periodsText(metrics.evaluation.periods)))].sort(),
    versions: linesOf(known).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    comparisons: linesOf(comparisons).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

const linesOf = (lines: ReadonlyMap<string, ReadonlyMap<string, ErrorPoint>>): ErrorLine[] =>
  [...lines].map(([name, points]) => ({
    name,
    points: [...points.values()].sort((a, b) => (a.period < b.period ? -1 : 1)),
  }));

/** 2021-02, or 2021-02 to 2021-04. */
export function periodsText(periods: VersionMetrics['evaluation']['periods']): string {
  return periods.length < 2 ? (periods[0] ?? '') : `${periods[0]} to ${periods.at(-1)}`;
}
