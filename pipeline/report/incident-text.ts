import type { MonitorReport } from '../monitor/monitor-report.ts';
import { monitorMarkdown } from '../monitor/view/markdown.ts';
import type { InvalidMonth, RepublishedMonth, Stock } from '../monitor/watch.ts';
import type { Decision } from '../retrain/decision.ts';
import { isBreakage } from '../retrain/history.ts';
import type { MonthIncident } from '../retrain/month-incidents.ts';
import { integer, list, plural } from './format.ts';
import { folded } from './markdown/block.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { markdownTable } from './markdown/table.ts';

/** What an issue says. */
export interface IncidentText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

const MAX_FAULTS = 30;
/** GitHub takes 65,536 characters of an issue; some are left for what is added. */
const MAX_REPORT = 50_000;

/** How to accept months as they are; nothing where there is no file of rows to accept. */
function acceptText(
  model: string,
  months: readonly { readonly period: string; readonly sha256?: string | undefined }[],
): string[] {
  const entries = months.flatMap(({ period, sha256 }) =>
    sha256 === undefined ? [] : [`${period}:\n  sha256: ${sha256}\n  reason:`],
  );
  if (entries.length === 0) return [];
  return [
    `Where a person has looked and it is right as it is, accept it by a pull request: put this into \`models/${model}/accepted-months.yaml\`, and say why. It holds for these very bytes; the next run takes the month in, and this issue closes.`,
    `\`\`\`yaml\n${entries.join('\n')}\n\`\`\``,
  ];
}

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
          .map(({ period, message, rows }) => [period, message, rows === null ? '' : integer(rows)]),
      ),
      ...(faults.length > MAX_FAULTS ? [`And ${plural(faults.length - MAX_FAULTS, 'more')}.`] : []),
      'Each run of *Continuous training* fetches it again, and this issue closes once it is valid. Where the data is right and the contract is not, change `checks:` in `model.yaml` by a pull request.',
      ...acceptText(model, months),
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

/** The incident of a month that has not come. */
export function overdueText(
  model: string,
  { period, sentence }: NonNullable<Stock['overdue']>,
  runUrl: string,
): IncidentText {
  return {
    title: `Data for ${model} is overdue: ${period}`,
    body: [
      `${escapeMarkdown(sentence)} Found by [this run](${runUrl}).`,
      '**The champion goes on as it is**, and nobody can tell how well: look whether the publisher is late, or whether the address in `source:` of `model.yaml` still holds. This issue closes once the month is there.',
    ].join('\n\n'),
  };
}

/** The incident of a month that was watched: what was found of its kind, what is done, and the whole report. */
export function monthIncidentText(
  { causes, what, next, isAnswered }: MonthIncident,
  report: MonitorReport,
  decision: Decision,
  runUrl: string,
): IncidentText {
  const { model, version, current, reference, findings, inputs } = report;
  const found = findings.filter(({ cause }) => causes.includes(cause)).map(({ sentence }) => sentence);
  const body = [
    `In ${current.period}, compared with ${escapeMarkdown(list(reference.periods))} as ${version ?? 'no version'} sees it, [this run](${runUrl}) found:`,
    found
      .slice(0, MAX_FAULTS)
      .map((sentence) => `- ${escapeMarkdown(sentence)}`)
      .join('\n'),
    ...(found.length > MAX_FAULTS ? [`And ${plural(found.length - MAX_FAULTS, 'more')}.`] : []),
    ...(isAnswered ? [`**Decided: ${decision.kind}.** ${escapeMarkdown(decision.reasons[0])}`] : []),
    next,
    ...(isBreakage(causes)
      ? acceptText(model, [{ period: current.period, sha256: inputs[current.period] }])
      : []),
  ];
  const whole = monitorMarkdown(report);
  return {
    title: `${what} ${model}: ${current.period}`,
    body: [
      ...body,
      whole.length > MAX_REPORT
        ? `The whole report on ${current.period} is among the artifacts of that run.`
        : folded(`The whole report on ${current.period}`, whole.trimEnd()),
    ].join('\n\n'),
  };
}
