import type { Metrics } from '../evaluate/evaluation.ts';
import type { Difference } from '../report/comparison.ts';
import { orderKeys } from '../report/findings/order-keys.ts';
import type { ErrorHistory } from './error-history.ts';
import type { SliceSummary, VersionSummary } from './version-summary.ts';

/** Two figures, of the first and of the second version; undefined where a version has none. */
export type Pair = readonly [first: number | undefined, second: number | undefined];

/** How two versions compare: only what was measured on the same rows says which is better. */
export interface VersionComparison {
  /** RMSE of the first less that of the second on the very same rows, with its interval, where one challenged the other. */
  readonly judged: (Difference & { readonly periods: readonly string[] }) | undefined;
  /** Errors on every period that either is known on and was not trained on. */
  readonly months: readonly { readonly period: string; readonly rmse: Pair }[];
  /** Whether both were judged on the same months, so that metrics and slices speak of the same rows. */
  readonly isSameHoldout: boolean;
  readonly metrics: readonly { readonly name: keyof Metrics; readonly values: Pair }[];
  readonly slices: readonly {
    readonly slice: string;
    readonly keys: readonly { readonly key: string; readonly rmse: Pair }[];
  }[];
  /** How far terms move predictions, the farthest first. */
  readonly terms: readonly { readonly term: string; readonly group: string; readonly spread: Pair }[];
}

const METRICS = ['rmse', 'mae', 'medianAbsoluteError', 'r2', 'bias'] as const;

/** Compares two versions by what is known of them. */
export function compareVersions(
  first: VersionSummary,
  second: VersionSummary,
  errors: Pick<ErrorHistory, 'periods' | 'versions'>,
): VersionComparison {
  // An error on months of training compares with nothing.
  const rmseOn = ({ version }: VersionSummary, period: string) =>
    errors.versions
      .find(({ name }) => name === version)
      ?.points.find((point) => point.period === period && !point.isTrained)?.rmse;
  const months = errors.periods.map((period) => ({
    period,
    rmse: [rmseOn(first, period), rmseOn(second, period)] as const,
  }));
  return {
    judged: judgedDifference(first, second),
    months: months.filter(({ rmse }) => rmse.some((value) => value !== undefined)),
    isSameHoldout: first.judgedOn.join() === second.judgedOn.join(),
    metrics: METRICS.map((name) => ({ name, values: [first.metrics[name], second.metrics[name]] })),
    slices: paired(first.slices, second.slices, ({ slice }) => slice).map(([slice, one, other]) => ({
      slice,
      keys: pairedKeys(one?.keys ?? [], other?.keys ?? []),
    })),
    terms: paired(first.importance, second.importance, ({ group, term }) => `${group}\n${term}`)
      .map(([, a, b]) => ({
        term: (a ?? b)!.term,
        group: (a ?? b)!.group,
        spread: [a?.spread, b?.spread] as const,
      }))
      .sort((a, b) => largest(b.spread) - largest(a.spread)),
  };
}

function judgedDifference(first: VersionSummary, second: VersionSummary): VersionComparison['judged'] {
  if (first.champion?.version === second.version) {
    const { difference, lower, upper, alpha } = first.champion;
    return { difference, lower, upper, alpha, periods: first.judgedOn };
  }
  if (second.champion?.version !== first.version) return undefined;
  const { difference, lower, upper, alpha } = second.champion;
  return { difference: -difference, lower: -upper, upper: -lower, alpha, periods: second.judgedOn };
}

function pairedKeys(first: SliceSummary['keys'], second: SliceSummary['keys']) {
  const keys = new Map(paired(first, second, ({ key }) => key).map(([key, a, b]) => [key, [a, b] as const]));
  const rowsOf = (key: string) => keys.get(key)!.reduce((sum, found) => sum + (found?.rows ?? 0), 0);
  return orderKeys([...keys.keys()], rowsOf).keys.map((key) => {
    const [a, b] = keys.get(key)!;
    return { key, rmse: [a?.rmse, b?.rmse] as const };
  });
}

/** The items of two lists by their key, those of the first in their order, then what only the second has. */
function paired<T>(
  first: readonly T[],
  second: readonly T[],
  keyOf: (item: T) => string,
): [key: string, first: T | undefined, second: T | undefined][] {
  const [one, other] = [first, second].map((items) => new Map(items.map((item) => [keyOf(item), item])));
  return [...new Set([...one!.keys(), ...other!.keys()])].map((key) => [key, one!.get(key), other!.get(key)]);
}

const largest = (values: Pair) => Math.max(...values.map((value) => value ?? 0));
