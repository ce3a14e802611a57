import type { Attempts } from '../gate/gate-input.ts';
import type { RunRecord } from '../records/run-record.ts';
import type { RegistryEvent } from './registry-event.ts';

/** What records of runs tell of the candidates that were judged. */
export interface KnownRuns {
  readonly records: readonly Pick<RunRecord, 'candidate' | 'parameters' | 'verdict'>[];
  /** Why they tell nothing, as a clause; undefined where they were read. */
  readonly unknown: string | undefined;
}

/**
 * How many other candidates were judged on any month of this holdout, each counted once however often it was tried and
 * wherever that was written down: judging the same candidate again is no new try.
 *
 * The registry knows those that became versions. Those that did not are known to the records of runs; a registry that
 * had to be written to for every refused candidate could not live behind review.
 *
 * @param candidate the one in question, and the months that judge it
 */
export function countAttempts(
  events: readonly RegistryEvent[],
  candidate: { readonly digest: string; readonly periods: readonly string[] },
  { records, unknown }: KnownRuns,
): Attempts {
  const isTry = (digest: string, periods: readonly string[]) =>
    digest !== candidate.digest && periods.some((period) => candidate.periods.includes(period));
  const versions = new Set<string>();
  for (const event of events)
    if (event.event === 'registered' && isTry(event.digest, event.holdout.periods))
      versions.add(event.digest);
  const others = new Set<string>();
  for (const { candidate: digest, parameters, verdict } of records) {
    // The champion once more ships nothing whatever the figures say, and what was only measured was not judged.
    if (verdict === undefined || verdict.kind === 'unchanged') continue;
    if (isTry(digest, parameters.holdout) && !versions.has(digest)) others.add(digest);
  }
  return { versions: versions.size, others: others.size, unknown };
}
