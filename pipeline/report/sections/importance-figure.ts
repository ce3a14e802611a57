import { figure, legend } from '../document/figure.ts';
import type { Html } from '../document/html-template.ts';
import { decimal, integer } from '../format.ts';
import { drawImportance } from '../plots/importance.ts';
import type { ReportContext } from '../report-context.ts';

const MAX_TERMS = 20;
/** Colours that the style sheet has for groups; further groups share the last. */
const GROUP_INKS = 6;

/** How far each term moves predictions, the furthest first. */
export function importanceFigure({ input, comparison: { unit } }: ReportContext): Html | undefined {
  const terms = input.evaluation.importance.toSorted((a, b) => b.spread - a.spread);
  const [first] = terms;
  if (first === undefined) return undefined;
  const shown = terms.slice(0, MAX_TERMS);
  const groups = [...new Set(shown.map(({ group }) => group))];
  const place = (group: string) => Math.min(groups.indexOf(group), GROUP_INKS - 1) + 1;
  const title = 'Importance by term';
  const text =
    `How far a term moves predictions: the standard deviation of what it adds, in ${unit}. ${first.term} moves them most, by ` +
    `${decimal(first.spread)} ${unit}. Terms that speak of the same thing share its effect, or offset each other.` +
    (terms.length > MAX_TERMS ? ` Shown are ${integer(MAX_TERMS)} of ${integer(terms.length)} terms.` : '');
  return figure({
    title,
    text,
    legend: legend(groups.map((group) => ({ mark: `group-${place(group)}`, name: group }))),
    chart: drawImportance(
      `${title}. ${text}`,
      shown.map((term) => ({ ...term, ink: `var(--group-${place(term.group)})` })),
    ),
    numbers: {
      columns: [
        { heading: 'term', align: 'left' },
        { heading: 'group', align: 'left' },
        { heading: `spread (${unit})`, align: 'right' },
      ],
      rows: terms.map(({ term, group, spread }) => [term, group, decimal(spread)]),
    },
  });
}
