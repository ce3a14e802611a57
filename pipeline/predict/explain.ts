import { RatchetError } from '../errors.ts';
import type { Block } from '../ingest/block.ts';
import type { Predictor } from '../model/predictor.ts';

/** One addend of one prediction. */
export interface ExplainedTerm {
  readonly term: string;
  /** The group of an encoding, `one-hot`, or `direct`. */
  readonly group: string;
  /** What it adds, in the target's unit. */
  readonly effect: number;
}

/** What the terms of a group add together. */
export interface ExplainedGroup {
  readonly group: string;
  /** In the target's unit. */
  readonly effect: number;
  readonly terms: number;
}

/** One prediction as a sum: constant and terms add up to it. For a linear model that is its exact SHAP decomposition. */
export interface Explanation {
  readonly prediction: number;
  readonly constant: number;
  /** The largest first, whatever its sign. */
  readonly terms: readonly ExplainedTerm[];
  /** The same by group, likewise. */
  readonly groups: readonly ExplainedGroup[];
}

/**
 * Takes the prediction for one row of a block apart.
 *
 * @throws RatchetError `numeric` where the row's values give no finite prediction
 */
export function explainRow(predictor: Predictor, block: Block, row: number): Explanation {
  const out = new Float64Array(1);
  predictor.predict(block, Uint32Array.of(row), 1, out);
  const prediction = out[0]!;
  if (!Number.isFinite(prediction)) {
    throw new RatchetError('numeric', 'the terms of this ride do not add up to a number', {
      hint: 'look for a value that is missing, infinite or far too large',
    });
  }
  const terms = predictor.terms.map(({ label, group, add }): ExplainedTerm => {
    out[0] = 0;
    add(out, 1);
    return { term: label, group, effect: out[0]! };
  });
  return {
    prediction,
    constant: predictor.constant,
    terms: terms.sort(largestFirst),
    groups: groupsOf(terms).sort(largestFirst),
  };
}

function groupsOf(terms: readonly ExplainedTerm[]): ExplainedGroup[] {
  const groups = new Map<string, ExplainedGroup>();
  for (const { group, effect } of terms) {
    const before = groups.get(group) ?? { group, effect: 0, terms: 0 };
    groups.set(group, { group, effect: before.effect + effect, terms: before.terms + 1 });
  }
  return [...groups.values()];
}

function largestFirst(a: { effect: number }, b: { effect: number }): number {
  return Math.abs(b.effect) - Math.abs(a.effect);
}
