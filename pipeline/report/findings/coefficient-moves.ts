import type { Evaluation } from '../../evaluate/evaluation.ts';
import type { Model } from '../../model/model.ts';
import { Predictor } from '../../model/predictor.ts';

/** What became of one coefficient of the last regression. */
export interface CoefficientMove {
  readonly term: string;
  readonly group: string;
  /** Undefined for a term that only the champion has. */
  readonly candidate?: number | undefined;
  /** Undefined for a term that only the candidate has. */
  readonly champion?: number | undefined;
  /**
   * How far the change of the coefficient alone moves predictions, in the target's unit: the spread of the term times
   * the share of its coefficient that is new. Undefined for a term that the candidate lacks.
   */
  readonly effect?: number | undefined;
}

/**
 * The coefficients of both models' last regressions, those first whose change moves predictions most, and after them
 * the terms that only the champion has. The levels of a one-hot key are too many to list and are left out.
 */
export function coefficientMoves(
  candidate: Model,
  champion: Model,
  importance: Evaluation['importance'],
): CoefficientMove[] {
  const [own, theirs] = [coefficients(candidate), coefficients(champion)];
  const spread = byOccurrence(importance, ({ term }) => term);
  const moves = [...own].map(([id, { term, group, value }]): CoefficientMove => {
    const before = theirs.get(id)?.value;
    const share = value === 0 ? 0 : Math.abs((value - (before ?? 0)) / value);
    return { term, group, candidate: value, champion: before, effect: (spread.get(id)?.spread ?? 0) * share };
  });
  const gone = [...theirs]
    .filter(([id]) => !own.has(id))
    .map(([, { term, group, value }]): CoefficientMove => {
      return { term, group, candidate: undefined, champion: value, effect: undefined };
    });
  return [...moves.sort((a, b) => b.effect! - a.effect!), ...gone];
}

interface Coefficient {
  readonly term: string;
  readonly group: string;
  readonly value: number;
}

function coefficients(model: Model): Map<string, Coefficient> {
  const dense = new Predictor(model).terms.filter(({ group }) => group !== 'one-hot');
  // The constant comes first, one coefficient a dense term follows, one-hot columns come last.
  const values = dense.map(({ label, group }, i) => ({ term: label, group, value: model.final[1 + i]! }));
  return byOccurrence(values, ({ term }) => term);
}

/** Items by name and how often the name came before: two chains may well have an encoding of the same keys. */
function byOccurrence<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const name = nameOf(item);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return [`${before} ${name}`, item];
    }),
  );
}
