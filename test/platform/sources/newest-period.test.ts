import { describe, expect, it } from 'vitest';
import { newestPeriod } from '../../../platform/sources/newest-period.ts';
import type { SourceKind } from '../../../platform/sources/source-kind.ts';
import { RIDES } from '../../ingest/rides-contract.ts';
import { errorOf } from '../error-of.ts';

/** A publisher that has some months; nobody to ask where there is no list. */
function publisherOf(published: readonly string[] | undefined) {
  const asked: string[] = [];
  const source = {
    probe: async ({ period }: { readonly period: string }) => {
      asked.push(period);
      return published?.includes(period);
    },
  } as Pick<SourceKind, 'probe'>;
  const newest = (after: string, until: string) =>
    newestPeriod(source, { contract: RIDES }, { after, until });
  return { asked, newest };
}

describe('the newest month of a publisher', () => {
  it('is the first that is there, looked for from today back', async () => {
    const { asked, newest } = publisherOf(['2021-03', '2021-04', '2021-06']);
    expect(await newest('2021-03', '2021-08')).toBe('2021-06');
    expect(asked).toEqual(['2021-08', '2021-07', '2021-06']);
  });

  it('is none where it has what was locked and nothing after', async () => {
    const { asked, newest } = publisherOf(['2021-03']);
    expect(await newest('2021-03', '2021-05')).toBeUndefined();
    expect(asked).toEqual(['2021-05', '2021-04', '2021-03']);
  });

  it('is not believed to be missing where what was locked is missing too', async () => {
    const { newest } = publisherOf([]);
    const error = await errorOf(() => newest('2021-03', '2021-05'));
    expect([error.code, error.message]).toEqual([
      'network',
      'the source has no month after 2021-03, and not 2021-03 either',
    ]);
  });

  it('is none where there is nobody to ask', async () => {
    const { asked, newest } = publisherOf(undefined);
    expect(await newest('2021-03', '2021-05')).toBeUndefined();
    expect(asked).toEqual(['2021-05']);
  });

  it('is not asked for where what is locked is of today', async () => {
    const { asked, newest } = publisherOf(['2021-03']);
    expect(await newest('2021-03', '2021-03')).toBeUndefined();
    expect(asked).toEqual(['2021-03']);
  });
});
