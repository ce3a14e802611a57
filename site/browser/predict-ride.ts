import { RatchetError } from '../../pipeline/errors.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { Explanation } from '../../pipeline/predict/explain.ts';
import { type InputEffect, inputEffects } from '../../pipeline/predict/input-effects.ts';
import type { InputValue } from '../../pipeline/predict/ride.ts';
import type { ScoringWarning } from '../../pipeline/predict/scoring-warning.ts';
import { rideBlock } from '../../pipeline/site/ride-block.ts';
import type { PageModel } from './page-model.ts';

/** A ride as people and JSON have it: column → value. */
export type Ride = Readonly<Record<string, InputValue>>;

/** What one version makes of a ride. */
export interface RidePrediction {
  readonly model: PageModel;
  readonly prediction: number;
  readonly warnings: readonly ScoringWarning[];
  /** Undefined where nothing finite came out. */
  readonly explanation: Explanation | undefined;
  readonly effects: readonly InputEffect[];
}

/** The prediction alone, as fast as it goes. Throws as `rideBlock` does. */
export function predictRide({ scorer }: PageModel, ride: Ride): number {
  return scorer.score(rideBlock(scorer.columns, ride)).predictions[0]!;
}

/** The prediction with all that is to be said about it. Throws as `rideBlock` does. */
export function explainRide(model: PageModel, ride: Ride): RidePrediction {
  const { scorer, reference } = model;
  const block = rideBlock(scorer.columns, ride);
  const { predictions, warnings } = scorer.score(block);
  return {
    model,
    prediction: predictions[0]!,
    warnings: warnings.get(0) ?? [],
    explanation: explanationOf(model, block),
    effects: inputEffects(scorer, block, reference),
  };
}

function explanationOf({ scorer }: PageModel, block: Block): Explanation | undefined {
  try {
    return scorer.explain(block, 0);
  } catch (error) {
    // The prediction's own warning tells that its values give no number.
    if (error instanceof RatchetError && error.code === 'numeric') return undefined;
    throw error;
  }
}
