import { z } from 'zod';
import { RatchetError } from '../errors.ts';
import { type LocatedYaml, locateYaml } from './locate.ts';
import { didYouMean } from './nearest.ts';
import { type Contract, contractSchema } from './schema.ts';

export interface LoadedContract {
  readonly contract: Contract;
  readonly lineOf: LocatedYaml['lineOf'];
}

/**
 * Reads model.yaml. Every fault is told at once, each with its line; a misspelt key with the one probably meant.
 *
 * @param file what messages call the text
 * @throws RatchetError `contract`
 */
export function loadContract(text: string, file: string): LoadedContract {
  const { value, lineOf } = locateYaml(text, file);
  const parsed = contractSchema.safeParse(value);
  if (parsed.success) return { contract: parsed.data, lineOf };
  const faults = parsed.error.issues.flatMap(flatten).flatMap((issue) => explain(issue, lineOf));
  const first = faults.toSorted((a, b) => a.line - b.line)[0]!;
  throw new RatchetError('contract', faults.map(({ line, text }) => `line ${line}: ${text}`).join('\n'), {
    file,
    line: first.line,
    hint: 'correct these lines; an editor with a YAML plug-in completes keys from models/model.schema.json',
  });
}

type Issue = z.core.$ZodIssue;

/** Of a union, the branch that comes nearest tells what is wrong. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const weight = (branch: Issue[]) =>
    branch.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 2 : 1), 0);
  const nearest = issue.errors.toSorted((a, b) => weight(a) - weight(b))[0]!;
  return nearest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

function explain(issue: Issue, lineOf: LocatedYaml['lineOf']): { line: number; text: string }[] {
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  if (issue.code !== 'unrecognized_keys')
    return [{ line: lineOf(issue.path), text: `${place}: ${issue.message}` }];
  return issue.keys.map((key) => ({
    line: lineOf([...issue.path, key]),
    text: `${place} has no key "${key}"; ${didYouMean(key, keysAt(issue.path))}`,
  }));
}

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
};

/** Keys that the schema knows at a path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schemas = [contractJsonSchema() as JsonSchema];
  for (const step of path) {
    schemas = schemas.flatMap(alternatives).flatMap((schema) => {
      const next =
        schema.properties?.[String(step)] ??
        (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : schema.items);
      return next ? [next] : [];
    });
  }
  return [
    ...new Set(schemas.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {}))),
  ];
}

const alternatives = (schema: JsonSchema): JsonSchema[] =>
  schema.anyOf ? schema.anyOf.flatMap(alternatives) : [schema];

/** The JSON Schema of model.yaml, for editors. */
export function contractJsonSchema(): object {
  return z.toJSONSchema(contractSchema, { io: 'input', target: 'draft-7' });
}
