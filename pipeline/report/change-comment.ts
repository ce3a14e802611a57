import type { ChangeReport } from './change-report.ts';
import { integer, list, plural } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { markdownTable } from './markdown/table.ts';
import { renderMarkdown } from './markdown.ts';
import { verdictWords } from './verdict-words.ts';

/** What the run that computed a report is known by. None of it comes from the change itself. */
export interface RunFacts {
  /** Address of the run. */
  readonly runUrl: string;
  /** The commit that was asked about. */
  readonly commit: string;
}

const MAX_VIOLATIONS = 30;

/** The comment on a pull request that tells what it does to a model. Every text in the report is escaped. */
export function renderChangeComment(report: ChangeReport, facts: RunFacts): string {
  return [bodyOf(report), footer(facts)].join('\n\n');
}

/** The comment where a run left no report of a model: whatever was said before no longer holds. */
export function renderUndecidedComment(model: string, facts: RunFacts): string {
  const { emoji, word } = verdictWords.undecided;
  return [
    `## ${emoji} ${word}: ${escapeMarkdown(model)}`,
    'The run ended without a report, so nothing is known of this change. Its log tells why.',
    footer(facts),
  ].join('\n\n');
}

/** A report as Markdown, for a job's summary. */
export function renderChangeSummary(report: ChangeReport): string {
  return bodyOf(report);
}

function bodyOf(report: ChangeReport): string {
  if (report.kind === 'judged') return renderMarkdown(report).trimEnd();
  if (report.kind === 'invalid') return invalidBody(report);
  const { emoji } = verdictWords.unchanged;
  return `## ${emoji} Nothing that feeds ${escapeMarkdown(report.title)} changed\n\nNo model was trained.`;
}

function invalidBody({ title, validation }: Extract<ChangeReport, { kind: 'invalid' }>): string {
  const violations = validation.flatMap(({ period, violations }) =>
    violations.map((violation) => ({ period, ...violation })),
  );
  const errors = violations.filter(({ severity }) => severity === 'error');
  const table = markdownTable(
    [
      { heading: 'month', align: 'left' },
      { heading: 'severity', align: 'left' },
      { heading: 'what', align: 'left' },
      { heading: 'rows', align: 'right' },
    ],
    [...errors, ...violations.filter(({ severity }) => severity !== 'error')]
      .slice(0, MAX_VIOLATIONS)
      .map(({ period, severity, message, count }) => [period, severity, message, integer(count)]),
  );
  const { emoji, word } = verdictWords.reject;
  const periods = [...new Set(errors.map(({ period }) => period))];
  return [
    `## ${emoji} ${word}: ${escapeMarkdown(title)}`,
    `**The data breaks the contract in ${escapeMarkdown(list(periods))}: ${plural(errors.length, 'error')}.** No model was trained.`,
    table,
  ].join('\n\n');
}

function footer({ runUrl, commit }: RunFacts): string {
  return `<sub>Computed by the code of ${commit.slice(0, 10)} itself, which may have changed how. [Run and report](${runUrl}).</sub>`;
}
