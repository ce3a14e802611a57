import { distance } from 'fastest-levenshtein';

/** The name that was probably meant, or undefined when none is near (more than a third of the letters differ). */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const d = distance(word.toLowerCase(), name.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [name, d];
  }
  return best !== undefined && bestDistance <= Math.max(1, Math.ceil(Math.max(word.length, best.length) / 3))
    ? best
    : undefined;
}

/** `did you mean "x"?`, or the list of names when none is near. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const all = [...names];
  const near = nearest(word, all);
  return near === undefined ? `known: ${all.join(', ')}` : `did you mean "${near}"?`;
}
