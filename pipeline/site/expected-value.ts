import { Frame } from '../features/frame.ts';
import type { Block } from '../ingest/block.ts';
import type { Model } from '../model/model.ts';

/**
 * For a model with a geometry: what it expects the measured column of a ride to be before the ride, in the column's
 * own unit, exactly as the error at the start was measured. Undefined for a model without one.
 */
export function expectedValue({ columns, features, state }: Model): ((ride: Block) => number) | undefined {
  if (features.geometry?.column === undefined || !state.geometry) return undefined;
  const frame = new Frame({ columns, features }, state);
  const expected = frame.number('expected').out;
  return (ride) => {
    frame.load(ride, Uint32Array.of(0), 1);
    return Math.exp(expected[0]!);
  };
}
