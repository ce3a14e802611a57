import { didYouMean } from '../../contract/nearest.ts';
import { contractError } from '../contract-error.ts';
import { arithmetic } from './arithmetic.ts';
import { flags } from './flags.ts';
import type { FeatureFunction } from './function.ts';
import { keys } from './keys.ts';
import { terms } from './terms.ts';
import { time } from './time.ts';

/** The whole vocabulary of `features:`. A new word is one more entry in one of these tables. */
export const featureFunctions: ReadonlyMap<string, FeatureFunction> = new Map(
  [...arithmetic, ...flags, ...time, ...keys, ...terms].map((entry) => [entry.name, entry]),
);

/** A function by its name, or an error that says which was probably meant. */
export function functionOf(name: string): FeatureFunction {
  const entry = featureFunctions.get(name);
  if (entry) return entry;
  throw contractError(`there is no function ${name}`, didYouMean(name, featureFunctions.keys()));
}
