import { z } from 'zod';
import { RatchetError } from '../errors.ts';
import { type LocatedYaml, locateYaml } from './locate.ts';
import { didYouMean, nearest } from './nearest.ts';
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
  const parsed = contractSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return { contract: parsed.data, lineOf };
  const issues = parsed.error.issues.flatMap(flatten);
  const misspelt = new Set(issues.flatMap(meantKeys));
  const faults = issues
    // Where a key is misspelt, the one that was meant is not missing as well.
    .filter((issue) => !isMissing(issue) || !misspelt.has(issue.path.join('.')))
    .flatMap((issue) => explain(issue, lineOf))
    .toSorted((a, b) => a.line - b.line);
  throw new RatchetError('contract', faults.map(({ line, text }) => `line ${line}: ${text}`).join('\n'), {
    file,
    line: faults[0]!.line,
    hint: 'correct these lines; an editor with a YAML plug-in completes keys from models/model.schema.json',
  });
}

type Issue = z.core.$ZodIssue;

/** Whether an issue says that a key is not there at all. */
const isMissing = ({ code, input }: Issue) => code !== 'unrecognized_keys' && input === undefined;

/** Of a union, the branch that comes nearest tells what is wrong. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const weight = (branch: Issue[]) => {
    const missing = branch.filter(isMissing).map(({ path }) => String(path.at(-1)));
    const unknown = branch.flatMap((one) => (one.code === 'unrecognized_keys' ? one.keys : []));
    const misspelt = unknown.filter((key) => nearest(key, missing) !== undefined);
    return branch.length + unknown.length - 2 * misspelt.length;
  };
  const closest = issue.errors.toSorted((a, b) => weight(a) - weight(b))[0]!;
  return closest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

function explain(issue: Issue, lineOf: LocatedYaml['lineOf']): { line: number; text: string }[] {
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  if (isMissing(issue)) return [{ line: lineOf(issue.path), text: `${place} is missing` }];
  if (issue.code !== 'unrecognized_keys')
    return [{ line: lineOf(issue.path), text: `${place}: ${issue.message}` }];
  const known = keysAt(issue.path);
  return issue.keys.map((key) => ({
    line: lineOf([...issue.path, key]),
    text: known.includes(key)
      ? `${place}: "${key}" does not go together with its other keys`
      : `${place} has no key "${key}"; ${didYouMean(key, known)}`,
  }));
}

/** Paths that the unknown keys of an issue probably meant. */
function meantKeys(issue: Issue): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const known = keysAt(issue.path);
  return issue.keys.flatMap((key) => {
    const meant = nearest(key, known);
    return meant === undefined ? [] : [[...issue.path, meant].join('.')];
  });
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
