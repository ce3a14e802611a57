import type { Explanation } from '../predict/explain.ts';
import { plural } from '../report/format.ts';

/** What one thing adds to the prediction of each of several models, in the target's unit. */
export interface PairedTerm {
  readonly term: string;
  /** What it belongs to; empty for the constant and for what was put together. */
  readonly group: string;
  /** One a model; 0 where a model has no such term. */
  readonly minutes: readonly number[];
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
  const byTerm = new Map<string, { term: string; group: string; minutes: number[] }>();
  for (const [model, { terms }] of explanations.entries()) {
    for (const { term, group, minutes } of terms) {
      const key = `${group}\n${term}`;
      const found = byTerm.get(key) ?? { term, group, minutes: explanations.map(() => 0) };
      found.minutes[model]! += minutes;
      byTerm.set(key, found);
    }
  }
  const largest = ({ minutes }: PairedTerm) => Math.max(...minutes.map(Math.abs));
  const terms = [...byTerm.values()].sort((a, b) => largest(b) - largest(a));
  const rest = terms.slice(shown);
  const together = explanations.map((_, model) =>
    rest.reduce((sum, { minutes }) => sum + minutes[model]!, 0),
  );
  return [
    { term: 'constant', group: '', minutes: explanations.map(({ constant }) => constant) },
    ...terms.slice(0, shown),
    ...(rest.length === 0
      ? []
      : [{ term: plural(rest.length, 'smaller term'), group: '', minutes: together }]),
  ];
}
