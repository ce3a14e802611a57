import type { Explanation } from '../predict/explain.ts';
import { plural } from '../report/format.ts';

/** What one thing adds to the prediction of each of several models, in the target's unit. */
export interface PairedTerm {
  readonly term: string;
  /** What it belongs to; empty for the constant and for what was put together. */
  readonly group: string;
  /** One a model; 0 where a model has no such term. */
  readonly effects: readonly number[];
}

/**
 * The terms of several explanations of one ride, side by side: the constant, the largest, and all others as one, so
 * that each model's column adds up to its prediction.
 *
 * @param shown how many terms stand by themselves
 */
export function pairedTerms(
  explanations: readonly Pick<Explanation, 'constant' | 'terms'>[],
  shown: number,
): PairedTerm[] {
  const byTerm = new Map<string, { term: string; group: string; effects: number[] }>();
  for (const [model, { terms }] of explanations.entries()) {
    for (const { term, group, effect } of terms) {
      const key = `${group}\n${term}`;
      const found = byTerm.get(key) ?? { term, group, effects: explanations.map(() => 0) };
      found.effects[model]! += effect;
      byTerm.set(key, found);
    }
  }
  const largest = ({ effects }: PairedTerm) => Math.max(...effects.map(Math.abs));
  const terms = [...byTerm.values()].sort((a, b) => largest(b) - largest(a));
  const rest = terms.slice(shown);
  const together = explanations.map((_, model) =>
    rest.reduce((sum, { effects }) => sum + effects[model]!, 0),
  );
  return [
    { term: 'constant', group: '', effects: explanations.map(({ constant }) => constant) },
    ...terms.slice(0, shown),
    ...(rest.length === 0
      ? []
      : [{ term: plural(rest.length, 'smaller term'), group: '', effects: together }]),
  ];
}
