import { figure } from '../document/figure.ts';
import type { Html } from '../document/html-template.ts';
import { decimal, integer } from '../format.ts';
import { drawImportance } from '../plots/importance.ts';
import type { ReportContext } from './section.ts';

const MAX_TERMS = 20;

/** How far each term moves predictions, the furthest first. */
export function importanceFigure({
  input: { evaluation },
  comparison: { unit },
}: ReportContext): Html | undefined {
  const terms = evaluation.importance.toSorted((a, b) => b.spread - a.spread);
  const [first] = terms;
  if (first === undefined) return undefined;
  const title = 'Importance by term';
  const text =
    `How far a term moves predictions: the standard deviation of what it adds, in ${unit}. ${first.term} moves them most, by ` +
    `${decimal(first.spread)} ${unit}. Terms that speak of the same thing share its effect, or offset each other.` +
    (terms.length > MAX_TERMS ? ` Shown are ${integer(MAX_TERMS)} of ${integer(terms.length)} terms.` : '');
  return figure({
    title,
    text,
    chart: drawImportance(
      `${title}. ${text}`,
      terms.slice(0, MAX_TERMS).map(({ term, group, spread }) => ({ name: term, note: group, spread })),
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
