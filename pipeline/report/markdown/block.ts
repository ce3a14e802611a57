import type { ReportContext } from '../report-context.ts';
import type { SummaryInput } from '../report-input.ts';

/** One part of a Markdown summary. */
export interface MarkdownBlock {
  /** What is missing when it was left out because the summary would be too long. */
  readonly name: string;
  /** Its text, or undefined where there is nothing to show. */
  readonly render: (context: ReportContext<SummaryInput>) => string | undefined;
}

/** Text that unfolds on a click. `summary` is Markdown already. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
