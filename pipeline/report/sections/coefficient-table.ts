import { dataTable } from '../document/data-table.ts';
import { type Html, html } from '../document/html-template.ts';
import { type CoefficientMove, coefficientMoves } from '../findings/coefficient-moves.ts';
import { decimal, NO_VALUE, plural } from '../format.ts';
import type { ReportContext } from '../report-context.ts';

const MAX_MOVES = 20;

/** The coefficients that changed most since the champion. */
export function coefficientTable({ input, comparison: { unit } }: ReportContext): Html | undefined {
  const { model, champion, evaluation } = input;
  if (champion === undefined) return undefined;
  const moves = coefficientMoves(model, champion.model, evaluation.importance);
  const changed = moves.filter((move) => move.candidate !== move.champion);
  const text =
    changed.length === 0
      ? `Every coefficient of the last regression is that of ${champion.version}.`
      : `Coefficients of the last regression. Effect: how far the change of a coefficient alone moves predictions. ` +
        `${plural(changed.length, 'coefficient')} of ${moves.length} differ from ${champion.version}.`;
  return html`<div class="block"><h3>What changed since ${champion.version}</h3><p>${text}</p>
${
  changed.length > 0 &&
  dataTable({
    caption: `Coefficients of the candidate and of ${champion.version}`,
    columns: [
      { heading: 'term', align: 'left' },
      { heading: champion.version, align: 'right' },
      { heading: 'candidate', align: 'right' },
      { heading: `effect (${unit})`, align: 'right' },
    ],
    rows: changed
      .slice(0, MAX_MOVES)
      .map((move) => [
        html`${move.term} <small>${move.group}</small>`,
        value(move.champion, 'new'),
        value(move.candidate, 'gone'),
        effect(move),
      ]),
  })
}</div>`;
}

function value(coefficient: number | undefined, absent: string): string {
  return coefficient === undefined ? absent : decimal(coefficient, 4);
}

function effect(move: CoefficientMove): string {
  return move.effect === undefined ? NO_VALUE : decimal(move.effect);
}
