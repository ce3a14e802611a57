import type { z } from 'zod';
import type { encodingGroupSchema, encodingSchema, Recipe } from '../contract/schema.ts';

type Encoding = z.infer<typeof encodingSchema>;
type Group = z.infer<typeof encodingGroupSchema>;

/**
 * A recipe as one line a part, so that two runs can be compared part by part: `folds` → 3, `encodings.time.hour` → hour (shrink
 * 60). Parts that a recipe does not have are left out.
 */
export function recipeSettings({
  scale,
  folds,
  weight,
  base,
  encodings,
  final,
}: Recipe): Record<string, string> {
  const parts = [
    ['scale', scale],
    ['folds', String(folds)],
    ['weight', weight ?? ''],
    ['base', base.join(', ')],
    ...encodings.flatMap(groupSettings),
    ['final', final.join(', ')],
  ];
  return Object.fromEntries(parts.filter(([, value]) => value !== ''));
}

function groupSettings({ group, min, clip, chains }: Group): [string, string][] {
  return [
    [`encodings.${group}`, `min ${min}${clip === undefined ? '' : `, clip ${clip}`}`],
    ...Object.entries(chains).map(([chain, steps]): [string, string] => [
      `encodings.${group}.${chain}`,
      steps.map(stepWords).join(' → '),
    ]),
  ];
}

function stepWords({ by, shrink, min, slope }: Encoding): string {
  const options = [
    `shrink ${shrink}`,
    ...(min === undefined ? [] : [`min ${min}`]),
    ...(slope === undefined ? [] : [`per ${slope}`]),
  ];
  return `${by.join(' × ')} (${options.join(', ')})`;
}
