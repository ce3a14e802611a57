import { RatchetError } from '../../pipeline/errors.ts';
import { html } from '../../pipeline/report/document/html-template.ts';
import { decimal } from '../../pipeline/report/format.ts';
import { holdoutInterval } from '../../pipeline/site/holdout-interval.ts';
import type { PageDocument } from '../../pipeline/site/page-document.ts';
import { rideBlock } from '../../pipeline/site/ride-block.ts';
import { keepOffline } from './keep-offline.ts';
import { loadModel, type PageModel } from './page-model.ts';
import { explainRide, predictRide, type Ride } from './predict-ride.ts';
import { rideForm } from './ride-form.ts';
import { showPredictions } from './show-predictions.ts';
import { showInputs, showTerms } from './show-reasons.ts';

declare global {
  /** For the console of the page: the predictions of every version for rides as JSON, by this page's own code. */
  var ratchet: { readonly predict: (rides: readonly Ride[]) => Record<string, number>[] };
}

const SPOKEN_AFTER_MS = 700;

const page = JSON.parse(document.getElementById('page-data')!.textContent!) as PageDocument;
const part = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;

keepOffline();
try {
  start(await Promise.all(page.versions.map((version) => loadModel(version, page.scoring))));
} catch (error) {
  part('predictions').innerHTML = '';
  part('predictions').setAttribute('aria-busy', 'false');
  tell(error);
}

function start(models: readonly PageModel[]): void {
  const { target, fields } = page;
  const champion = models[0]!;
  let spoken: number | undefined;
  const form = rideForm(part('ride') as HTMLFormElement, fields, update);
  globalThis.ratchet = {
    predict: (rides) =>
      rides.map((ride) =>
        Object.fromEntries(models.map((model) => [model.version, predictRide(model, ride)])),
      ),
  };

  /** The ride of the form, with what the champion's geometry expects where its measure is left empty. */
  function wholeRide(): Ride {
    const ride = form.ride();
    const measured = fields.find((field) => field.kind === 'number' && field.isExpected);
    if (!measured || !champion.expected) return ride;
    const expected = champion.expected(
      rideBlock(champion.scorer.columns, { ...ride, [measured.name]: null }),
    );
    part<HTMLInputElement>(measured.name).placeholder = `${decimal(expected, 2)} expected`;
    return ride[measured.name] === null ? { ...ride, [measured.name]: expected } : ride;
  }

  function update(): void {
    part('faults').innerHTML = '';
    try {
      const ride = wholeRide();
      const predictions = models.map((model) => explainRide(model, ride));
      part('predictions').innerHTML = showPredictions(predictions, target).text;
      part('predictions').setAttribute('aria-busy', 'false');
      part('by-input').innerHTML = showInputs(predictions, fields, target).text;
      const terms = showTerms(predictions, target);
      keepOpen(part('by-term'), () => {
        part('by-term').innerHTML = terms?.text ?? '';
      });
      part('by-term').hidden = terms === undefined;
      part('reasons').hidden = false;
      showSame(ride, champion.version);
      history.replaceState(null, '', `#${form.address()}`);
      sayShortly(predictions[0]!.prediction);
    } catch (error) {
      tell(error);
    }
  }
  /** On a phone beside the form at once, and read out once nobody types any more. */
  function sayShortly(prediction: number): void {
    const { low, high } = holdoutInterval(prediction, champion, target.keep);
    const [figure, range] = [decimal(prediction, 1), `${decimal(low, 1)} to ${decimal(high, 1)}`];
    part('glance').innerHTML = html`<b>${figure} ${target.unit}</b> <span>${range}</span>`.text;
    window.clearTimeout(spoken);
    spoken = window.setTimeout(() => {
      part('spoken').textContent = `${figure} ${target.unit}, ${range} for 9 in 10`;
    }, SPOKEN_AFTER_MS);
  }
  update();
}

/** What a person can do to get the same figure outside the page. */
function showSame(ride: Ride, version: string): void {
  part('same').hidden = false;
  part('same').querySelector('div')!.innerHTML = html`<p>Save this ride as ride.json:</p>
<pre tabindex="0"><code>${JSON.stringify(ride)}</code></pre>
<p>and take it apart in a clone of the repository:</p>
<pre tabindex="0"><code>npm run ratchet -- explain --model ${page.model} --version ${version} --in ride.json</code></pre>`.text;
}

/** Redraws a part without closing what a person opened in it. */
function keepOpen(element: HTMLElement, redraw: () => void): void {
  const wasOpen = element.querySelector('details')?.open ?? false;
  redraw();
  const details = element.querySelector('details');
  if (details) details.open = wasOpen;
}

function tell(error: unknown): void {
  if (!(error instanceof RatchetError)) throw error;
  const { message, hint } = error;
  part('faults').innerHTML =
    html`<p class="notice bad">${message}${hint !== undefined && html`; ${hint}`}</p>`.text;
}
