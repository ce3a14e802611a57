import { integer, list, plural } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { markdownTable } from './markdown/table.ts';

/** What an issue says. */
export interface IncidentText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** A new month that must not be trained on. */
export interface InvalidMonth {
  readonly period: string;
  /** What is wrong with it: every violation, or why it cannot even be read. */
  readonly faults: readonly { readonly message: string; readonly rows: number | undefined }[];
}

/** A locked month that its publisher has replaced. */
export interface RepublishedMonth {
  readonly period: string;
  /** 64 hex digits each. */
  readonly locked: string;
  readonly found: string;
  readonly source: string;
}

const MAX_FAULTS = 30;

/** The incident of months that were put aside. */
export function invalidMonthsText(
  model: string,
  months: readonly InvalidMonth[],
  runUrl: string,
): IncidentText {
  const periods = list(months.map(({ period }) => period));
  const faults = months.flatMap(({ period, faults }) => faults.map((fault) => ({ period, ...fault })));
  return {
    title: `Invalid data for ${model}: ${periods}`,
    body: [
      `The data of ${escapeMarkdown(periods)} breaks the contract and was put aside: nothing is trained on it. **The champion is untouched.** Found by [this run](${runUrl}).`,
      markdownTable(
        [
          { heading: 'month', align: 'left' },
          { heading: 'what', align: 'left' },
          { heading: 'rows', align: 'right' },
        ],
        faults
          .slice(0, MAX_FAULTS)
          .map(({ period, message, rows }) => [period, message, rows === undefined ? '' : integer(rows)]),
      ),
      ...(faults.length > MAX_FAULTS ? [`And ${plural(faults.length - MAX_FAULTS, 'more')}.`] : []),
      'Each run of *Continuous training* fetches it again, and this issue closes once it is valid. Where the data is right and the contract is not, change `checks:` in `model.yaml` by a pull request.',
    ].join('\n\n'),
  };
}

/** The incident of months whose publisher has replaced them. */
export function republishedMonthsText(
  model: string,
  months: readonly RepublishedMonth[],
  runUrl: string,
): IncidentText {
  const periods = list(months.map(({ period }) => period));
  return {
    title: `Data of ${model} published anew: ${periods}`,
    body: [
      `The publisher now has other files for ${escapeMarkdown(periods)} than were locked. **Training goes on with the locked ones**, from this repository, its caches and the releases of its versions. Found by [this run](${runUrl}).`,
      markdownTable(
        [
          { heading: 'month', align: 'left' },
          { heading: 'locked sha256', align: 'left' },
          { heading: 'sha256 now', align: 'left' },
          { heading: 'where', align: 'left' },
        ],
        months.map(({ period, locked, found, source }) => [period, locked, found, source]),
      ),
      'If the new files are right, remove the months from `data.lock.json` by a pull request, and from `data/` where they are embedded: they are locked again as they are then, and versions trained on the old ones can be reproduced from their releases only. This issue closes once the publisher and the lock agree.',
    ].join('\n\n'),
  };
}
