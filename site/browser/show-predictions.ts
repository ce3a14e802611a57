import type { Model } from '../../pipeline/model/model.ts';
import { type Html, html } from '../../pipeline/report/document/html-template.ts';
import { icon } from '../../pipeline/report/document/icon.ts';
import { decimal, integer, list } from '../../pipeline/report/format.ts';
import { holdoutInterval } from '../../pipeline/site/holdout-interval.ts';
import type { RidePrediction } from './predict-ride.ts';

const STATUS_WORDS = {
  champion: 'champion, live',
  registered: 'not live',
  superseded: 'superseded',
  'rolled-back': 'rolled back',
  retired: 'retired',
} as const;

/** What champion and challenger predict, side by side, with intervals on one scale. */
export function showPredictions(predictions: readonly RidePrediction[], target: Model['target']): Html {
  const intervals = predictions.map(({ prediction, model }) =>
    holdoutInterval(prediction, model, target.keep),
  );
  const end = axisEnd(
    Math.max(...intervals.map(({ high }) => high), ...predictions.map(({ prediction }) => prediction)),
  );
  return html`<div class="answers">${predictions.map((found, i) => answerCard(found, predictions[0]!, intervals[i]!, end, target))}</div>`;
}

function answerCard(
  { model, prediction, warnings }: RidePrediction,
  champion: RidePrediction,
  { low, high }: { low: number; high: number },
  end: number,
  { unit, keep }: Model['target'],
): Html {
  const inner = holdoutInterval(prediction, model, keep, 0.5);
  // Of the figures as they are shown, so that they add up to the eye.
  const tenths = Math.round(prediction * 10) - Math.round(champion.prediction * 10);
  const versus =
    tenths === 0
      ? `the same as ${champion.model.version}`
      : `${decimal(Math.abs(tenths) / 10, 1)} ${unit} ${tenths > 0 ? 'more' : 'less'}`;
  return html`<article class="card answer-card ${model.role}">
<h2 class="answer-name"><span class="mark ${model.role === 'champion' ? 'candidate' : 'rival'}"></span>${model.version} <small>${STATUS_WORDS[model.status]}</small></h2>
<p class="big"><data value="${prediction}">${decimal(prediction, 1)}</data> <small>${unit}</small>${champion.model !== model && html`<span class="versus">${versus}</span>`}</p>
${rangeBar(prediction, [low, high], [inner.low, inner.high], end)}
<p class="interval"><b>${decimal(low, 1)} to ${decimal(high, 1)} ${unit}</b> for 9 in 10, by the errors on ${integer(model.judgedRows)} rows of ${list(model.judgedOn)}</p>
${warnings.length > 0 && html`<ul class="warnings">${warnings.map(({ message }) => html`<li>${icon('warning')}<span>${message}</span></li>`)}</ul>`}
</article>`;
}

function rangeBar(
  prediction: number,
  outer: readonly [number, number],
  inner: readonly [number, number],
  end: number,
): Html {
  const percent = (value: number) => `${((100 * Math.max(0, Math.min(end, value))) / end).toFixed(2)}%`;
  const band = (name: string, [from, to]: readonly [number, number]) =>
    html`<span class="band ${name}" style="left:${percent(from)};right:calc(100% - ${percent(to)})"></span>`;
  return html`<div class="range" aria-hidden="true"><div class="track">${band('outer', outer)}${band('inner', inner)}<span class="band at" style="left:${percent(prediction)}"></span></div>
<div class="ends"><span>0</span><span>${decimal(end / 2, end % 2 === 0 ? 0 : 1)}</span><span>${decimal(end, 0)}</span></div></div>`;
}

/** The next round number: 10, 20, 30, 40, 60, 80, 100 … */
function axisEnd(value: number): number {
  const step = [1, 2, 3, 4, 6, 8, 10];
  let scale = 1;
  while (value > scale * 10) scale *= 10;
  return step.map((times) => times * scale).find((end) => end >= value) ?? scale * 10;
}
