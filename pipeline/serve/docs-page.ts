import { Html, html } from '../report/document/html-template.ts';
import { styleSheet } from '../report/document/style-sheet.ts';

interface Document {
  readonly info: { readonly title: string; readonly description: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly unknown[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly examples?: readonly unknown[];
}

/** Commands are long: they are broken rather than cut off. */
const STYLE = `${styleSheet}
pre { white-space: pre-wrap; overflow-wrap: anywhere; }`;

/**
 * An OpenAPI document for people, as one page that loads nothing and runs no script.
 *
 * @param document as `openapiDocument` gives it
 */
export function docsPage(document: object): string {
  const { info, paths, components } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const example = JSON.stringify(components.schemas['Ride']?.examples?.[0]);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title}: API</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${info.title}</h1>
<p>${info.description} Version ${info.version} is in service; <a href="openapi.json">openapi.json</a> is this page for programs.</p>
</header>
<nav aria-label="Operations"><ul>${operations.map(({ method, path, operation }) => html`<li><a href="#${operation.operationId}">${method} ${path}</a></li>\n`)}</ul></nav>
<main>
${inputs(components.schemas['Ride'] ?? {})}${operations.map((entry) => section(entry, example))}<section id="schemas" aria-labelledby="schemas-title">
<h2 id="schemas-title">Schemas</h2>
${Object.entries(components.schemas).map(
  ([name, schema]) => html`<details id="schema-${name}"><summary>${name}</summary>
<pre><code>${JSON.stringify(schema, null, 2)}</code></pre></details>
`,
)}</section>
</main>
</body>
</html>
`.text;
}

/** What there is to say of a ride. */
function inputs({ properties = {}, required = [], examples }: JsonSchema) {
  const typical = (examples?.[0] ?? {}) as Readonly<Record<string, unknown>>;
  const rows = Object.entries(properties).map(
    ([
      name,
      { type, description },
    ]) => html`<tr><td><code>${name}</code></td><td>${[type].flat().join(', ')}</td>
<td>${required.includes(name) ? 'yes' : 'no'}</td><td><code>${JSON.stringify(typical[name])}</code></td><td>${description ?? ''}</td></tr>
`,
  );
  return html`<section id="inputs" aria-labelledby="inputs-title">
<h2 id="inputs-title">Inputs of a ride</h2>
<table><thead><tr><th>input</th><th>is a</th><th>needed</th><th>typical</th><th></th></tr></thead>
<tbody>${rows}</tbody></table>
</section>
`;
}

function section(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  ride: string,
) {
  const { operationId, summary, security, responses, requestBody } = operation;
  return html`<section id="${operationId}" aria-labelledby="${operationId}-title">
<h2 id="${operationId}-title">${method} ${path}</h2>
<p>${summary}.</p>
<pre><code>${curl(path, method, operationId, security !== undefined, ride)}</code></pre>
<p>${requestBody ? `Takes ${Object.keys(requestBody.content).join(' or ')}. ` : ''}Answers ${Object.keys(responses).join(', ')}.</p>
</section>
`;
}

/** What each body looks like; the id is one that an answer gave. */
const BODIES: Readonly<Record<string, (ride: string) => string>> = {
  predict: (ride) => ride,
  predictBatch: (ride) => `{"rides":[${ride}]}`,
  explain: (ride) => ride,
  feedback: () => '{"id":"…","actual":12.5}',
};

function curl(path: string, method: string, id: string, secured: boolean, ride: string): string {
  if (method === 'GET') return `curl $SERVICE${path}`;
  const key = secured ? ` -H "authorization: Bearer $RATCHET_FEEDBACK_KEY"` : '';
  return `curl $SERVICE${path}${key} -H 'content-type: application/json' -d '${BODIES[id]?.(ride) ?? '{}'}'`;
}
