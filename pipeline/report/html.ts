import { page } from './document/page.ts';
import { list } from './format.ts';
import { reportContext } from './report-context.ts';
import type { ReportInput } from './report-input.ts';
import { sections } from './sections/registry.ts';
import { verdictWords } from './verdict-words.ts';

/**
 * A report as one self-contained HTML page: it loads nothing, runs no script, and follows the reader's choice of light
 * or dark. The same input gives the same bytes.
 */
export function renderReport(input: ReportInput): string {
  const { contract, evaluation, verdict, model } = input;
  const context = reportContext(input);
  const shown = sections.flatMap(({ id, title, render }) => {
    const body = render(context);
    return body === undefined ? [] : [{ id, title, body }];
  });
  const lead = `Candidate trained on ${list(model.periods)}, judged on ${list(evaluation.periods)}.`;
  return page(`${verdictWords[verdict.kind].word}: ${contract.title}`, contract.title, lead, shown);
}
