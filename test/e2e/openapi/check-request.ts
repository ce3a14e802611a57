import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { ApiRequest } from '../github/api.ts';
import { PathTable } from '../github/path-template.ts';

interface RequestDescription {
  readonly query: Readonly<Record<string, object>>;
  readonly requiredQuery: readonly string[];
  readonly body?: object;
  readonly needsBody?: boolean;
  /** Takes a body that is no JSON: the upload of an asset. */
  readonly takesBytes?: boolean;
}

interface Checked {
  readonly operation: string;
  readonly description: RequestDescription;
  readonly query: Readonly<Record<string, ValidateFunction>>;
  readonly body: ValidateFunction | undefined;
}

/** Formats and coercion aside, for queries are text, and GitHub's own formats are its own. */
const bodies = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const queries = new Ajv({ strict: false, validateFormats: false, coerceTypes: 'array' });

const { operations } = JSON.parse(readFileSync(new URL('operations.json', import.meta.url), 'utf8')) as {
  operations: Record<string, RequestDescription>;
};

const table = new PathTable<() => Checked>();
for (const [operation, description] of Object.entries(operations))
  table.add(operation, lazily(operation, description));

/** Compiling every schema would take longer than most tests. */
function lazily(operation: string, description: RequestDescription): () => Checked {
  let checked: Checked | undefined;
  return () => {
    checked ??= {
      operation,
      description,
      query: Object.fromEntries(
        Object.entries(description.query).map(([name, schema]) => [
          name,
          queries.compile({ type: 'object', properties: { value: schema } }),
        ]),
      ),
      body: description.body === undefined ? undefined : bodies.compile(description.body),
    };
    return checked;
  };
}

/** Name of the operation that a request is, such as `GET /repos/{owner}/{repo}`; undefined where it is none of ours. */
export const operationOf = (method: string, path: string): string | undefined =>
  table.find(method, path)?.value().operation;

/** What a request has that GitHub's description does not know, or lacks that it wants; empty where all is well. */
export function faultsOf({ method, path, query, json, body }: ApiRequest): string[] {
  const found = table.find(method, path)?.value();
  if (found === undefined)
    return ['no operation of the pruned description: add it to permissions.json, and prune again'];
  const { description } = found;
  const faults: string[] = [];
  for (const [name, value] of query) {
    const validate = found.query[name];
    if (validate === undefined) faults.push(`query ${name} is not described`);
    else if (!validate({ value }))
      faults.push(`query ${name}=${value}: ${queries.errorsText(validate.errors)}`);
  }
  for (const name of description.requiredQuery) if (!query.has(name)) faults.push(`query ${name} is missing`);
  if (description.takesBytes) return faults;
  if (json === undefined) {
    if (body.length > 0) faults.push('the body is no JSON');
    else if (description.needsBody) faults.push('the body is missing');
  } else if (found.body === undefined) {
    if (Object.keys(json as object).length > 0) faults.push('a body is not described');
  } else {
    if (!found.body(json)) faults.push(`body: ${bodies.errorsText(found.body.errors)}`);
    const known = Object.keys((description.body as { properties?: object } | undefined)?.properties ?? {});
    for (const name of Object.keys(json as object))
      if (known.length > 0 && !known.includes(name)) faults.push(`body: ${name} is not described`);
  }
  return faults;
}
