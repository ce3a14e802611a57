import type { Difference } from './comparison.ts';
import { differenceText } from './comparison-columns.ts';
import { decimal, integer } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { markdownTable } from './markdown/table.ts';
import type { ReleaseText } from './release-text.ts';

/** Error of a version on the newest month. */
interface VersionToday {
  readonly version: string;
  readonly rmse: number;
  /** Whether it was trained on that month. */
  readonly hasSeenIt: boolean;
}

/** A way back, with what it costs. */
export interface RollbackFacts {
  readonly model: string;
  readonly reason: string;
  /** Who asked for it. */
  readonly by: string;
  readonly runUrl: string;
  readonly today: {
    readonly period: string;
    readonly rows: number;
    readonly unit: string;
    readonly target: VersionToday;
    readonly champion?: VersionToday & { readonly difference: Difference };
    /** Why the champion cannot be scored. */
    readonly fault?: string;
  };
}

/** Title and text of the pull request that goes back to a version. */
export function rollbackText({ model, reason, by, runUrl, today }: RollbackFacts): ReleaseText {
  const { period, rows, unit, target, champion, fault } = today;
  const from = champion === undefined ? '' : ` from ${champion.version}`;
  const row = ({ version, rmse, hasSeenIt }: VersionToday, role: string) => [
    version,
    role,
    decimal(rmse),
    hasSeenIt ? 'yes: the figure flatters it' : 'no',
  ];
  const table = markdownTable(
    [
      { heading: 'version', align: 'left' },
      { heading: '', align: 'left' },
      { heading: `RMSE (${unit})`, align: 'right' },
      { heading: `trained on ${period}`, align: 'left' },
    ],
    [row(target, 'to'), ...(champion ? [row(champion, 'from')] : [])],
  );
  return {
    title: `Roll ${model} back${from} to ${target.version}`,
    body: [
      `**${escapeMarkdown(reason)}** Asked for by ${escapeMarkdown(by)} in [this run](${runUrl}).`,
      `Error on ${escapeMarkdown(period)}, the newest month, over ${integer(rows)} rows:`,
      table,
      ...(champion
        ? [
            `Going back changes it by ${escapeMarkdown(differenceText(champion.difference))} ${escapeMarkdown(unit)}. The gate holds ${champion.version} back until a person publishes it again.`,
          ]
        : []),
      ...(fault === undefined ? [] : [escapeMarkdown(fault)]),
    ].join('\n\n'),
  };
}
