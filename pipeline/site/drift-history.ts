import type { ShownMonth } from './watched-months.ts';

type MonthColumn = ShownMonth['columns'][number];

/** A column in one month. */
export interface DriftCell extends Pick<MonthColumn, 'drifted' | 'impact' | 'test'> {
  /** What the test says, as a share of its threshold: from 1 on it is drift. Null where there was nothing to test. */
  readonly share: number | null;
}

export interface DriftHistory {
  /** Ascending. */
  readonly periods: readonly string[];
  /** Those that drifted farthest at any time first; what the model is asked for and answers comes last. */
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    /** By period. */
    readonly cells: ReadonlyMap<string, DriftCell>;
  }[];
}

/** How far each column of each month was from the months of training, whatever test suits it. */
export function driftHistory(months: readonly ShownMonth[]): DriftHistory {
  const columns = new Map<string, { name: string; role: string; cells: Map<string, DriftCell> }>();
  for (const { period, columns: found } of months) {
    for (const { name, role, drifted, impact, test } of found) {
      const column = columns.get(name) ?? { name, role, cells: new Map() };
      const share = test && shareOf(test);
      columns.set(name, column);
      column.cells.set(period, { drifted, impact, test, share });
    }
  }
  const farthest = (cells: ReadonlyMap<string, DriftCell>) =>
    Math.max(...Array.from(cells.values(), ({ share }) => share ?? 0));
  return {
    periods: months.map(({ period }) => period),
    columns: [...columns.values()]
      .filter(({ cells }) => [...cells.values()].some(({ share }) => share !== null))
      .sort(
        (a, b) =>
          Number(isOutcome(a.role)) - Number(isOutcome(b.role)) || farthest(b.cells) - farthest(a.cells),
      ),
  };
}

const isOutcome = (role: string) => role === 'target' || role === 'prediction';

const shareOf = ({ score, threshold }: NonNullable<MonthColumn['test']>): number | null =>
  threshold > 0 && Number.isFinite(score) ? score / threshold : null;
