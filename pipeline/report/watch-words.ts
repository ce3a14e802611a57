import type { MonitorReport } from '../monitor/monitor-report.ts';
import { monitorMarkdown } from '../monitor/view/markdown.ts';
import type { Watch } from '../monitor/watch.ts';
import { list } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';

/** What was watched, as Markdown for the page of a run: the newest month in full, those before it in a line each. */
export function watchWords({ model, version, stock }: Watch, reports: readonly MonitorReport[]): string {
  const newest = reports.at(-1);
  const lines = [
    ...reports
      .slice(0, -1)
      .map(({ current, verdict }) => `${current.period} before it: ${list(verdict.causes) || 'healthy'}.`),
    ...stock.invalid.map(
      ({ period, faults }) => `${period} is invalid and was put aside: ${faults[0]!.message}`,
    ),
    ...stock.republished.map(({ period }) => `${period} was published anew; the locked file is used.`),
    ...(stock.overdue ? [stock.overdue.sentence] : []),
    ...stock.warnings,
  ];
  const nothing =
    version === null
      ? `### ${escapeMarkdown(model)} has no champion yet: there is nothing to watch with`
      : `### No month is newer than those that ${version} of ${escapeMarkdown(model)} was trained and judged on`;
  const told = lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return `${[newest ? monitorMarkdown(newest).trimEnd() : nothing, ...(told ? [told] : [])].join('\n\n')}\n`;
}
