import type { Verdict } from './verdict.ts';

const EXIT_CODES = { promote: 0, hold: 0, unchanged: 0, reject: 1, undecided: 1 } as const;

/** 0 where nothing is wrong with the change, though it may not ship; 1 where it is refused or could not be judged. */
export function verdictExitCode({ kind }: Pick<Verdict, 'kind'>): 0 | 1 {
  return EXIT_CODES[kind];
}
