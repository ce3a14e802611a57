import { type Html, html } from '../../pipeline/report/document/html-template.ts';
import type { FormField } from '../../pipeline/site/form-field.ts';

/** A category of more values is typed, not picked from a list. */
export const MANY_OPTIONS = 6;

type FieldOf<Kind extends FormField['kind']> = Extract<FormField, { kind: Kind }>;

const renderers: { readonly [Kind in FormField['kind']]: (field: FieldOf<Kind>) => Html } = {
  category: (field) => (field.options.length > MANY_OPTIONS ? combobox(field) : choice(field)),
  number: ({ name, label, initial, isExpected, range: [low, high] }) => html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="number" step="any" inputmode="decimal" autocomplete="off" aria-describedby="${name}-hint" value="${isExpected ? '' : (initial ?? '')}">
<p class="hint" id="${name}-hint">${isExpected ? 'Only measured at the end. Left empty, what the places let expect stands in.' : usual(low, high)}</p>
</div>
`,
  time: ({ name, label }) => html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="datetime-local" step="60">
</div>
`,
  flag: ({ name, label, initial, without }) => html`<div class="field flag">
<input id="${name}" name="${name}" type="checkbox"${initial && html` checked`}${without !== undefined && html` aria-describedby="${name}-hint"`}>
<label for="${name}">${label} is recorded</label>
${without !== undefined && html`<p class="hint" id="${name}-hint">Without it, this is “${without}” to the model.</p>`}
</div>
`,
};

/** A field of the form as HTML; the script fills in what only the browser knows. */
export function renderField(field: FormField): Html {
  return renderers[field.kind](field as never);
}

function usual(low: number | null, high: number | null): Html | string {
  return low === null || high === null ? '' : html`Usually ${low} to ${high}.`;
}

function choice({ name, label, options, initial }: FieldOf<'category'>): Html {
  return html`<fieldset class="field choice">
<legend>${label}</legend>
<div class="segments">${options.map(
    (option) =>
      html`<label><input type="radio" name="${name}" value="${option.label}"${option.label === initial && html` checked`}><span class="segment">${option.title}</span></label>`,
  )}</div>
</fieldset>
`;
}

function combobox({ name, label }: FieldOf<'category'>): Html {
  return html`<div class="field combobox">
<label for="${name}" id="${name}-label">${label}</label>
<div class="entry">
<input id="${name}" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="${name}-list" autocomplete="off" autocapitalize="off" spellcheck="false">
<ul id="${name}-list" role="listbox" aria-labelledby="${name}-label" hidden></ul>
</div>
</div>
`;
}
