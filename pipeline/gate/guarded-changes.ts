import type { Contract } from '../contract/schema.ts';
import { canonicalJson } from '../digest/canonical-json.ts';
import type { DataLock } from '../ingest/lock.ts';
import type { AcceptedMonths } from '../validate/accepted-months.ts';

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

export type GuardedPart = keyof typeof GUARDED_PARTS | 'locked months' | 'accepted months';

/** What models of a branch are judged by. */
export interface Judging {
  readonly contract: Contract;
  readonly lock: DataLock;
  readonly accepted: AcceptedMonths;
}

/**
 * Parts of `head` that differ from `base` and decide what a model is judged by. A candidate could win by changing
 * them, so they come from the base branch, and a change needs a person.
 */
export function guardedChanges(base: Judging, head: Judging): GuardedPart[] {
  const names = Object.keys(GUARDED_PARTS) as (keyof typeof GUARDED_PARTS)[];
  const parts: GuardedPart[] = names.filter((name) => {
    const part = GUARDED_PARTS[name];
    return canonicalJson(part(base.contract)) !== canonicalJson(part(head.contract));
  });
  if (!keepsMonths(base.lock, head.lock)) parts.push('locked months');
  if (canonicalJson(base.accepted) !== canonicalJson(head.accepted)) parts.push('accepted months');
  return parts;
}

/** Months may be added to a lock; none may become another or go. */
function keepsMonths(base: DataLock, head: DataLock): boolean {
  return Object.entries(base.months).every(([period, { sha256 }]) => head.months[period]?.sha256 === sha256);
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
