import type { VersionMetrics } from '../publish/version-folder.ts';
import type { SiteVersion } from './site-version.ts';

/** A model's error on the rows of some periods. */
export interface ErrorPoint {
  /** Periods that were judged together: 2021-02, or 2021-02 to 2021-03. */
  readonly period: string;
  readonly rmse: number;
  /** Whether the model was trained on the period, so that its error there says little. */
  readonly isTrained: boolean;
}

/** A version's error on a month, measured for the site. */
export interface MonthScore extends ErrorPoint {
  readonly version: string;
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
 * Every model's error on every period that it is known on. A version was judged on its own holdout, and on the holdouts
 * of those that came up against it while it was the champion; on other months it is known where it was scored on them.
 */
export function errorHistory(
  versions: readonly Pick<SiteVersion, 'version' | 'metrics'>[],
  scores: readonly MonthScore[] = [],
): ErrorHistory {
  const known = new Map<string, Map<string, ErrorPoint>>();
  const comparisons = new Map<string, Map<string, ErrorPoint>>();
  const add = (lines: typeof known, name: string, point: ErrorPoint) =>
    lines.set(name, (lines.get(name) ?? new Map<string, ErrorPoint>()).set(point.period, point));
  for (const { version, ...point } of scores) add(known, version, point);
  for (const { version, metrics } of versions) {
    const period = periodsText(metrics.evaluation.periods);
    for (const [name, { metrics: found, version: other }] of Object.entries(metrics.evaluation.models)) {
      const judged = name === 'candidate' ? version : other;
      const point = { period, rmse: found.rmse, isTrained: false };
      if (judged === undefined) add(comparisons, name, point);
      else add(known, judged, point);
    }
  }
  const order = versions.map(({ version }) => version);
  const found = [...known.values()].flatMap((line) => [...line.keys()]);
  return {
    periods: [...new Set(found)].sort(),
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
