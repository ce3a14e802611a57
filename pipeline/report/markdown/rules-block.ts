import { plural } from '../format.ts';
import { outcomeWords } from '../verdict-words.ts';
import { folded, type MarkdownBlock } from './block.ts';
import { markdownTable } from './table.ts';

/** Every rule of the gate, those that did not pass first. */
export const rulesBlock: MarkdownBlock = {
  name: 'rules of the gate',
  render: ({ input: { verdict } }) => {
    const { rules } = verdict;
    if (rules.length === 0) return undefined;
    const passed = rules.filter(({ outcome }) => outcome === 'pass');
    const others = rules.filter(({ outcome }) => outcome !== 'pass');
    const table = markdownTable(
      [
        { heading: 'rule', align: 'left' },
        { heading: 'outcome', align: 'left' },
        { heading: 'why', align: 'left' },
      ],
      [...others, ...passed].map(({ rule, outcome, reason }) => {
        const { emoji, word } = outcomeWords[outcome];
        return [rule, `${emoji} ${word}`, reason];
      }),
    );
    return folded(`What the gate asked: ${plural(passed.length, 'rule')} of ${rules.length} passed`, table);
  },
};
