import { type Html, type HtmlValue, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { decimal, integer, signed } from '../../../pipeline/report/format.ts';
import { day, monthList, sentence } from '../day.ts';
import type { PageContext } from '../page.ts';

/** What is live and whether it is healthy, in one look. */
export function healthSection({ model }: PageContext): Html {
  const { tone, word, live, since, checks } = model.health;
  return html`<section class="health ${tone}" aria-labelledby="health-title">
<div class="headline">
<h2 id="health-title" class="answer">${icon(tone)}<span>${live ? html`<a href="versions/${live.version}.html">${live.version}</a> is live` : word}</span></h2>
<p class="meaning">${live && html`<b>${word}.</b> In production since <time datetime="${since}">${day(since!)}</time>.`}</p>
</div>
<ul class="checks">${checks.map(
    (check) =>
      html`<li class="${check.tone}"><span class="check-icon">${icon(check.tone)}</span><span><b>${sentence(check.what)}<span class="unseen">: ${TONE_WORDS[check.tone]}.</span></b> ${sentence(check.sentence)}</span></li>`,
  )}</ul>
</section>
${live && tiles(model)}`;
}

const TONE_WORDS = { good: 'good', wait: 'worth a look', bad: 'bad', unknown: 'unknown' } as const;

function tiles({ health, contract, errors }: PageContext['model']): Html {
  const { holdout, metrics, manifest } = health.live!;
  const { unit } = contract.target;
  const against = metrics.verdict.comparison;
  const champion = metrics.evaluation.models['champion']?.version;
  const best = errors.comparisons
    .flatMap(({ name, points }) =>
      points.filter(({ period }) => period === holdout.periods[0]).map(({ rmse }) => ({ name, rmse })),
    )
    .reduce<{ name: string; rmse: number } | undefined>(
      (least, found) => (least && least.rmse <= found.rmse ? least : found),
      undefined,
    );
  const trained = manifest.data.training;
  const tile = (value: string, unitText: string, what: HtmlValue) =>
    html`<li><b>${value} <small>${unitText}</small></b> ${what}</li>\n`;
  return html`<ul class="tiles">${tile(decimal(holdout.rmse, 2), unit, html`RMSE on ${monthList(holdout.periods)}`)}${
    against &&
    champion !== undefined &&
    tile(signed(against.difference, 2), unit, `against ${champion}, on the same rows`)
  }${best && tile(decimal(best.rmse, 2), unit, `RMSE of ${best.name}`)}${tile(
    integer(trained.reduce((sum, { rows }) => sum + rows, 0)),
    'rows',
    html`trained on, of ${monthList(trained.map(({ period }) => period))}`,
  )}</ul>`;
}
