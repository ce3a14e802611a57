import { canonicalJson } from '../../digest/canonical-json.ts';
import type { Model } from '../../model/model.ts';

/** One place in which two documents differ. */
export interface Change {
  /** Keys from the root, joined by dots: recipe.encodings.2.clip */
  readonly path: string;
  /** Undefined where only `after` has it. */
  readonly before: unknown;
  /** Undefined where only `before` has it. */
  readonly after: unknown;
}

/** Parts of the contract that a model carries. */
const CONTRACT_PARTS = [
  'recipeName',
  'target',
  'columns',
  'features',
  'recipe',
] as const satisfies (keyof Model)[];

/** What changed between the contracts that two models were trained by, key by key. */
export function contractChanges(before: Model, after: Model): Change[] {
  return CONTRACT_PARTS.flatMap((part) => changesOf(part, before[part], after[part]));
}

function changesOf(path: string, before: unknown, after: unknown): Change[] {
  if (canonical(before) === canonical(after)) return [];
  const isWords = isListOfTexts(before) && isListOfTexts(after);
  if (isWords) return [{ path, before: without(before, after), after: without(after, before) }];
  const [left, right] = [entriesOf(before), entriesOf(after)];
  if (!left || !right) return [{ path, before, after }];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys.flatMap((key) => changesOf(`${path}.${key}`, left.get(key), right.get(key)));
}

const canonical = (value: unknown) => (value === undefined ? '' : canonicalJson(value));

/** Of lists of expressions, only those that the other lacks are told; or all of both where only their order changed. */
function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const isReordered =
    some.every((text) => others.includes(text)) && others.every((text) => some.includes(text));
  return isReordered ? some : some.filter((text) => !others.includes(text));
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function entriesOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}
