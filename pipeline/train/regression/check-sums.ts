import { RatchetError } from '../../errors.ts';
import { EXACT_SUM_LIMIT } from '../../stats/exact-sum.ts';

/**
 * Throws a RatchetError `numeric` that names the terms with a row of NaN or Infinity.
 *
 * @param gram size × size, over [constant, terms, target]
 * @param labels of the terms, in that order; there may be columns that have none
 */
export function checkFinite(gram: Float64Array, size: number, labels: readonly string[]): void {
  const finite = (i: number) => Number.isFinite(gram[i * size + i]!);
  if (!finite(0)) throw notFinite('the weight');
  if (!finite(size - 1)) throw notFinite('the target on the scale of the recipe');
  const wrong = labels.filter((_, i) => !finite(i + 1));
  if (wrong.length > 0) throw notFinite(wrong.join(', '));
}

/**
 * Throws a RatchetError `numeric` where sums of ticks have left the range in which they are exact, or are no numbers:
 * they would depend on the order of the shards.
 */
export function checkExact(sums: Float64Array, label: string): void {
  if (sums.every((sum) => Math.abs(sum) < EXACT_SUM_LIMIT)) return;
  throw new RatchetError(
    'numeric',
    `the encoding by ${label} adds up numbers too large to be exact, or NaN`,
    {
      hint: 'give its slope and the weight of rows a size near 1: divide by a constant, clip, or take the log',
    },
  );
}

function notFinite(what: string): RatchetError {
  return new RatchetError('numeric', `${what}: expected a number in every row, found NaN or Infinity`, {
    hint: 'bound what it is made of in model.yaml: clip(x, low, high), or where(flag, x, otherwise)',
  });
}
