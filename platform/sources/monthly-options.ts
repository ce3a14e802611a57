import { z } from 'zod';
import type { Contract } from '../../pipeline/contract/schema.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { periodBounds } from '../../pipeline/ingest/period.ts';

/** What stands for the period in names and addresses. */
export const PLACE = '{period}';

const optionsSchema = z.strictObject({
  kind: z.literal('monthly-file'),
  file: z.string().includes(PLACE),
  url: z.url().optional(),
});

export type MonthlyOptions = z.infer<typeof optionsSchema>;

/** Options of a monthly-file. Throws a RatchetError `contract` with every mistake. */
export function parseOptions({ name, source }: Pick<Contract, 'name' | 'source'>): MonthlyOptions {
  const parsed = optionsSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `source.${path.join('.')}: ${message}`);
  throw new RatchetError('contract', `model ${name}: ${issues.join('; ')}`, {
    hint: `a monthly-file has file: (a name with ${PLACE} in it) and, optionally, url: (an address with ${PLACE})`,
  });
}

/** Name of a month's file, and its addresses: the one to write down, and the one to fetch it from. */
export function addressesOf(
  { file, url }: MonthlyOptions,
  period: string,
  mirror: string | undefined,
): { readonly name: string; readonly source: string; readonly url: string | undefined } {
  // Fails on anything that is no month, before it becomes part of a path.
  periodBounds(period);
  const name = file.replace(PLACE, period);
  if (mirror !== undefined && !(mirror.includes(PLACE) && URL.canParse(mirror))) {
    throw new RatchetError(
      'usage',
      `expected the address of a mirror with ${PLACE} in it, found "${mirror}"`,
      {
        hint: `write it as https://…/${file}`,
      },
    );
  }
  return { name, source: url?.replace(PLACE, period) ?? name, url: (mirror ?? url)?.replace(PLACE, period) };
}
