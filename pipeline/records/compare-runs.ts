import { type FieldValue, type RunFields, runFields } from './run-fields.ts';
import type { RunRecord } from './run-record.ts';

/** One field of two runs, side by side. */
export interface FieldPair {
  readonly name: string;
  /** Undefined where the run does not have it. */
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
  readonly differs: boolean;
}

export interface RunComparison {
  readonly parameters: readonly FieldPair[];
  readonly metrics: readonly FieldPair[];
  /** What else they were made of: data, code, commit. */
  readonly facts: readonly FieldPair[];
}

/** Every field of two runs, in the order of the first, then what only the second has. */
export function compareRuns(before: RunRecord, after: RunRecord): RunComparison {
  const [a, b] = [runFields(before), runFields(after)];
  const pairs = (kind: keyof RunFields) => pairUp(a[kind], b[kind]);
  return { parameters: pairs('parameters'), metrics: pairs('metrics'), facts: pairs('facts') };
}

function pairUp(a: ReadonlyMap<string, FieldValue>, b: ReadonlyMap<string, FieldValue>): FieldPair[] {
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => {
    const [before, after] = [a.get(name), b.get(name)];
    return { name, before, after, differs: before !== after };
  });
}
