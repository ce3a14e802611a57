import type { Contract } from '../contract/schema.ts';
import { canonicalJson } from '../digest/canonical-json.ts';

/** What a contract says about how a model is judged, part by part. */
const GUARDED_PARTS = {
  target: ({ target, columns }: Contract) => {
    const { keep: _, ...measure } = target;
    // An alias that reads another column is another target under the same name.
    const sources = 'column' in target ? [target.column] : target.minutes_between;
    return { measure, columns: sources.map((name) => columns[name] ?? null) };
  },
  'row filter': ({ target }: Contract) => target.keep,
  holdout: ({ window, time, columns }: Contract) => ({
    holdout: window.holdout,
    time,
    column: columns[time] ?? null,
  }),
  policy: ({ gate }: Contract) => gate,
  slices: (contract: Contract) => sliceDefinitions(contract),
} as const;

export type GuardedPart = keyof typeof GUARDED_PARTS;

/**
 * Parts of `head` that differ from `base` and decide what a model is judged by. A candidate could win by changing
 * them, so they come from the base branch, and a change needs a person.
 */
export function guardedChanges(base: Contract, head: Contract): GuardedPart[] {
  const names = Object.keys(GUARDED_PARTS) as GuardedPart[];
  return names.filter((name) => {
    const part = GUARDED_PARTS[name];
    return canonicalJson(part(base)) !== canonicalJson(part(head));
  });
}

/** Every number and key that the slices rest on, directly or through another. */
function sliceDefinitions({ gate, features, columns }: Contract): Record<string, unknown> {
  const definitions: Record<string, unknown> = {};
  const pending = Object.values(gate.slices).flatMap(({ by }) => by);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name in definitions) continue;
    const expression = features.keys[name] ?? features.numbers[name];
    definitions[name] = expression ?? columns[name] ?? null;
    pending.push(...(expression?.match(/[A-Za-z]\w*/g) ?? []));
  }
  return definitions;
}
