import { bytes, integer } from '../format.ts';
import { folded, type MarkdownBlock } from './block.ts';
import { escapeMarkdown } from './escape.ts';
import { markdownTable } from './table.ts';

const MAX_FILES = 40;
/** Digits of a digest that tell it from any other in the repository. */
const DIGEST_LENGTH = 12;

/** Where the candidate comes from. */
export const provenanceBlock: MarkdownBlock = {
  name: 'provenance',
  render: ({ input: { provenance } }) => {
    if (provenance === undefined) return undefined;
    const { digest, contract, commit, data } = provenance;
    const facts = [
      `candidate \`${plain(digest)}\``,
      `contract \`${plain(contract)}\``,
      ...(commit === undefined ? [] : [`commit ${escapeMarkdown(commit)}`]),
    ];
    const table = markdownTable(
      [
        { heading: 'period', align: 'left' },
        { heading: 'for', align: 'left' },
        { heading: 'rows', align: 'right' },
        { heading: 'size', align: 'right' },
        { heading: 'sha256', align: 'left' },
      ],
      data
        .slice(0, MAX_FILES)
        .map(({ period, role, rows, bytes: size, sha256 }) => [
          period,
          role,
          integer(rows),
          bytes(size),
          sha256.slice(0, DIGEST_LENGTH),
        ]),
    );
    const accepted = data.flatMap(({ period, accepted: reason }) =>
      reason === undefined
        ? []
        : [`${escapeMarkdown(period)} was accepted as it is: ${escapeMarkdown(reason)}`],
    );
    return folded('Data and provenance', [facts.join(', '), table, ...accepted].join('\n\n'));
  },
};

/** A digest for a code span: only what a digest is made of. */
function plain(digest: string): string {
  return digest.replace(/[^A-Za-z0-9:]/g, '').slice(0, 'sha256:'.length + DIGEST_LENGTH);
}
