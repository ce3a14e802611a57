import type { MarkdownBlock } from './markdown/block.ts';
import { changesBlock } from './markdown/changes-block.ts';
import { chartsBlock } from './markdown/charts-block.ts';
import { comparisonBlock } from './markdown/comparison-block.ts';
import { provenanceBlock } from './markdown/provenance-block.ts';
import { rulesBlock } from './markdown/rules-block.ts';
import { slicesBlock } from './markdown/slices-block.ts';
import { verdictBlock } from './markdown/verdict-block.ts';
import { reportContext } from './report-context.ts';
import type { SummaryInput } from './report-input.ts';

/** GitHub takes 65,536 characters in a comment; whoever posts this adds a few lines of their own. */
const MAX_CHARACTERS = 60_000;

/** The parts of a summary, in the order in which they are read. The first two always fit. */
const blocks: readonly MarkdownBlock[] = [
  verdictBlock,
  comparisonBlock,
  slicesBlock,
  changesBlock,
  chartsBlock,
  rulesBlock,
  provenanceBlock,
];

/**
 * A report as GitHub's Markdown, for a job's summary and for the comment on a pull request. It is made of documents
 * alone, everything in them is escaped, and it is shorter than 60,000 characters: parts that would not fit are left
 * out, and named.
 */
export function renderMarkdown(input: SummaryInput): string {
  const context = reportContext(input);
  const parts: string[] = [];
  const leftOut: string[] = [];
  let length = 0;
  for (const { name, render } of blocks) {
    const text = render(context);
    if (text === undefined) continue;
    const isRoom = length + text.length < MAX_CHARACTERS - blocks.length * 100;
    if (isRoom) parts.push(text);
    else leftOut.push(name);
    length += isRoom ? text.length : 0;
  }
  if (leftOut.length > 0) parts.push(`Left out for length: ${leftOut.join(', ')}. The report has them.`);
  return `${parts.join('\n\n')}\n`;
}
