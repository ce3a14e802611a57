import { decimal, NO_VALUE, plural } from '../format.ts';
import type { MarkdownBlock } from './block.ts';
import { folded } from './block.ts';
import { escapeMarkdown } from './escape.ts';
import { markdownTable } from './table.ts';

const [MAX_CHANGES, MAX_TERMS] = [20, 12];

/** What the candidate's contract and coefficients have that the champion's have not. */
export const changesBlock: MarkdownBlock = {
  name: 'changes of contract and model',
  render: ({ input: { changes }, comparison: { unit } }) => {
    if (changes === undefined) return undefined;
    const { contract, coefficients } = changes;
    const keys = contract.length === 0 ? 'The contract is that of the champion.' : contractTable(contract);
    const more = contract.length - MAX_CHANGES;
    const terms = markdownTable(
      [
        { heading: 'term', align: 'left' },
        { heading: 'champion', align: 'right' },
        { heading: 'candidate', align: 'right' },
        { heading: `moves predictions by (${unit})`, align: 'right' },
      ],
      coefficients
        .slice(0, MAX_TERMS)
        .map(({ term, champion, candidate, effect }) => [
          term,
          ...[champion, candidate, effect].map((value) => (value === undefined ? NO_VALUE : decimal(value))),
        ]),
    );
    const body = [keys, ...(more > 0 ? [escapeMarkdown(`… and ${more} more.`)] : []), terms].join('\n\n');
    return folded(
      `What changed: ${plural(contract.length, 'key')} of the contract, and the coefficients`,
      body,
    );
  },
};

function contractTable(changes: readonly { path: string; before: unknown; after: unknown }[]): string {
  const text = (value: unknown) => (value === undefined ? NO_VALUE : JSON.stringify(value));
  return markdownTable(
    [
      { heading: 'contract', align: 'left' },
      { heading: 'champion', align: 'left' },
      { heading: 'candidate', align: 'left' },
    ],
    changes.slice(0, MAX_CHANGES).map(({ path, before, after }) => [path, text(before), text(after)]),
  );
}
