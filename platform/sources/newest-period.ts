import { RatchetError } from '../../pipeline/errors.ts';
import { shiftPeriod } from '../../pipeline/ingest/period.ts';
import type { ProbeRequest, SourceKind } from './source-kind.ts';

/**
 * The newest period that a publisher has, of those after one that it is known to have had and up to another. Undefined
 * where there is none, or nobody to ask.
 *
 * @throws RatchetError `network` where it answers for nothing at all: an absence is believed only of a publisher that
 *   still has what it had
 */
export async function newestPeriod(
  source: Pick<SourceKind, 'probe'>,
  request: Omit<ProbeRequest, 'period'>,
  { after, until }: { readonly after: string; readonly until: string },
): Promise<string | undefined> {
  for (let period = until; period > after; period = shiftPeriod(period, -1)) {
    const isThere = await source.probe({ ...request, period });
    if (isThere === undefined) return undefined;
    if (isThere) return period;
  }
  if ((await source.probe({ ...request, period: after })) !== false) return undefined;
  throw new RatchetError('network', `the source has no month after ${after}, and not ${after} either`, {
    hint: 'check the address of the source: that nothing new is there is believed only while it has what it had',
  });
}
