import type { CategoryOption } from './category-options.ts';

/**
 * The options that what was typed may mean, the likeliest first: those that are called so, that start so, that have a
 * word that starts so, that hold it anywhere, and last those whose detail does. All of them for nothing typed.
 */
export function matchOptions(options: readonly CategoryOption[], typed: string): CategoryOption[] {
  const wanted = plain(typed);
  if (wanted === '') return [...options];
  return options
    .map((option) => ({ option, rank: rankOf(option, wanted) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

function rankOf({ title, detail, label }: CategoryOption, wanted: string): number {
  const name = plain(title);
  const tests = [
    name === wanted || label === wanted,
    name.startsWith(wanted),
    name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)) || name.includes(` ${wanted}`),
    name.includes(wanted),
    plain(`${title} ${detail}`).includes(wanted) || plain(detail).includes(wanted),
  ];
  return tests.indexOf(true);
}

/** Lower case, without accents and commas, single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s,]+/g, ' ')
    .trim()
    .toLowerCase();
}
