/**
 * Rewrites operations.json: what GitHub's OpenAPI description says of requests, of the operations that permissions.json
 * names. The description is far too large to depend on, so it is fetched by hand:
 *
 *     npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
 *     npx tsx test/e2e/openapi/prune.ts package/generated/api.github.com.deref.json
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = Record<string, Json>;

/** Keywords that validate nothing. */
const PROSE = new Set(['description', 'title', 'example', 'examples', 'deprecated', 'externalDocs']);

/** A schema without prose. Below `properties` every key is a name. */
function prune(schema: Json, isNames = false): Json {
  if (Array.isArray(schema)) return schema.map((one) => prune(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => isNames || !(PROSE.has(key) || key.startsWith('x-')));
  const pruned: Fields = Object.fromEntries(
    kept.map(([key, value]) => [key, prune(value, !isNames && key === 'properties')]),
  );
  // OpenAPI 3.0 says with a keyword what JSON Schema says with a type.
  if (!isNames && pruned['nullable'] === true) {
    delete pruned['nullable'];
    if (typeof pruned['type'] === 'string') pruned['type'] = [pruned['type'], 'null'];
    if (Array.isArray(pruned['enum'])) pruned['enum'] = [...pruned['enum'], null];
  }
  return pruned;
}

function requestOf(operation: Fields): Fields {
  const parameters = (operation['parameters'] ?? []) as Fields[];
  const query = parameters.filter((parameter) => parameter['in'] === 'query');
  const content = ((operation['requestBody'] as Fields | undefined)?.['content'] ?? {}) as Record<
    string,
    Fields
  >;
  const body = content['application/json']?.['schema'];
  const needsBody = (operation['requestBody'] as Fields | undefined)?.['required'] === true;
  return {
    query: Object.fromEntries(
      query.map((parameter) => [String(parameter['name']), prune(parameter['schema'] ?? {})]),
    ),
    requiredQuery: query
      .filter((parameter) => parameter['required'] === true)
      .map((parameter) => parameter['name'] ?? ''),
    ...(body === undefined ? {} : { body: prune(body), needsBody }),
    ...(Object.keys(content).some((type) => type !== 'application/json') ? { takesBytes: true } : {}),
  };
}

const [, , path] = process.argv;
if (path === undefined) throw new Error('usage: prune.ts api.github.com.deref.json');
const description = JSON.parse(readFileSync(path, 'utf8')) as {
  info: { version: string };
  paths: Record<string, Record<string, Fields>>;
};
const { operations } = JSON.parse(readFileSync(new URL('permissions.json', import.meta.url), 'utf8')) as {
  operations: Record<string, Json>;
};
const pruned = Object.keys(operations).map((name) => {
  const [method = '', template = ''] = name.split(' ');
  const operation = description.paths[template]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${name}: no such operation in GitHub's description`);
  return [name, requestOf(operation)] as const;
});
writeFileSync(
  new URL('operations.json', import.meta.url),
  `{\n"source": "@octokit/openapi, api.github.com.deref.json, version ${description.info.version}",\n"operations": {\n${pruned
    .map(([name, request]) => `${JSON.stringify(name)}: ${JSON.stringify(request)}`)
    .join(',\n')}\n}\n}\n`,
);
