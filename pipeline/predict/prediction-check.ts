import type { Model } from '../model/model.ts';
import type { ScoringWarning } from './scoring-warning.ts';

/** What is handed out for what a model computed: always finite, with a warning where it is not to be believed. */
export interface PredictionCheck {
  readonly isUsual: (prediction: number) => boolean;
  /** The prediction itself, or what stands in for one that is no number. */
  readonly finite: (prediction: number) => number;
  readonly warning: (prediction: number) => ScoringWarning;
}

/** @param fallback stands in where nothing can be computed, in the target's unit */
export function predictionCheck({ name, unit, keep }: Model['target'], fallback: number): PredictionCheck {
  const [low, high] = keep;
  const unusual = (found: string): ScoringWarning => ({
    kind: 'unusual-prediction',
    column: name,
    message: `the predicted ${name} ${found}`,
  });
  const outside = unusual(`is outside ${low} to ${high} ${unit}, the range it was trained on`);
  const impossible = unusual(`cannot be computed from such values; ${fallback} ${unit} stands in`);
  return {
    isUsual: (prediction) => prediction >= low && prediction <= high,
    finite: (prediction) => (Number.isFinite(prediction) ? prediction : fallback),
    warning: (prediction) => (Number.isFinite(prediction) ? outside : impossible),
  };
}
