import type { IncidentRecord } from '../../../pipeline/records/incident-record.ts';
import type { MonthRecord } from '../../../pipeline/records/month-record.ts';
import type { RunRecord } from '../../../pipeline/records/run-record.ts';
import type { MonthScore } from '../../../pipeline/site/error-history.ts';
import { type ShownMonth, watchedMonths } from '../../../pipeline/site/watched-months.ts';
import { readLocalRecords } from '../../records/local-records.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { lookAtMonths } from './look-at-months.ts';
import { monthsAtHand } from './months-at-hand.ts';
import { scoreMonths } from './score-months.ts';

/** What happened to a model, as far as records tell of it and months that are at hand show it. */
export interface Past {
  readonly scores: readonly MonthScore[];
  /** Oldest month first. */
  readonly months: readonly ShownMonth[];
  /** Oldest first. */
  readonly incidents: readonly IncidentRecord[];
  readonly runs: readonly RunRecord[];
  /** Whether the branch of records is known here: without it, there may have been more. */
  readonly hasRecords: boolean;
  /** Why a month is missing: period → what went wrong. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Reads the records, scores every version on every month, and looks at those months that no record tells of and that are
 * newer than what the version in production was trained on.
 *
 * @param fetch whether locked months that are not at hand are fetched
 * @throws RatchetError `data` for a broken record, and as reading a month does
 */
export async function readPast(
  workspace: Workspace,
  versions: readonly PublishedVersion[],
  live: PublishedVersion | undefined,
  fetch: boolean,
): Promise<Past> {
  const { root, folder } = workspace;
  const { records: recorded, unknown } = readLocalRecords(root, folder.name, 'months');
  const { periods, missing } = await monthsAtHand(workspace, fetch);
  const looked = live ? await lookAtMonths(workspace, live, unseen(live, periods, recorded), periods) : [];
  return {
    scores: await scoreMonths(workspace, versions, periods),
    months: watchedMonths(recorded, looked),
    incidents: readLocalRecords(root, folder.name, 'incidents').records,
    runs: readLocalRecords(root, folder.name, 'runs').records,
    hasRecords: unknown === undefined,
    missing,
  };
}

function unseen(
  { model, version }: PublishedVersion,
  periods: readonly string[],
  recorded: readonly MonthRecord[],
): string[] {
  const seen = recorded.filter((month) => month.version === version).map(({ period }) => period);
  return periods.filter(
    (period) => model.periods.every((trained) => trained < period) && !seen.includes(period),
  );
}
