import { z } from 'zod';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How a challenger is tried beside the champion: the key `rollout` of model.yaml. */
export const rolloutSchema = z.strictObject({
  challenger: z
    .string()
    .regex(/^v[1-9][0-9]*$/, 'a version such as v3')
    .describe('The registered version that is tried'),
  mode: z
    .enum(['shadow', 'ab'])
    .default('shadow')
    .describe('shadow scores every ride beside the champion and answers none; ab answers a share of them'),
  share: z
    .number()
    .positive()
    .max(0.5)
    .default(0.1)
    .describe('Share of the keys that the challenger answers'),
  label_delay_hours: z
    .number()
    .positive()
    .default(24)
    .describe(
      'By then the truth of a prediction is known; younger ones do not count, for short rides report first',
    ),
  alpha: z
    .number()
    .positive()
    .max(0.5)
    .default(0.05)
    .describe('How often looking every day may decide wrongly'),
  min_keys: z
    .number()
    .int()
    .min(100)
    .default(1000)
    .describe('Nothing is decided on fewer keys with feedback'),
  min_days: z
    .number()
    .int()
    .min(1)
    .default(7)
    .describe('Nor in fewer days than this: a week has weekdays and weekends'),
  max_days: z
    .number()
    .positive()
    .default(28)
    .describe('Undecided by then, the trial stops and the champion stays'),
});

export type Rollout = z.infer<typeof rolloutSchema>;

export const labelDelayMs = ({ label_delay_hours }: Rollout): number => label_delay_hours * HOUR_MS;
export const longestTrialMs = ({ max_days }: Rollout): number => max_days * DAY_MS;

export type Variant = 'champion' | 'challenger';

/** Hex digits of a hash that decide, and the number of their values; all of them are whole numbers of a double. */
const DIGITS = 13;
const VALUES = 2 ** 52;

/**
 * Who answers a key: always the same, whatever the share was raised from, for the keys of a smaller share are among
 * those of a larger one.
 *
 * @param hash hex digits of a cryptographic hash of the trial and the key, at least 13
 */
export function variantOf(hash: string, share: number): Variant {
  return Number.parseInt(hash.slice(0, DIGITS), 16) / VALUES < share ? 'challenger' : 'champion';
}

/** What decides who answers a key: not the share, so that raising it moves no key back. */
export const trialPair = (champion: string, challenger: string): string => `${champion}:${challenger}`;

/** Name of a trial in the log. Another share is another trial: their arms cannot be added up. */
export function trialName(champion: string, { challenger, mode, share }: Rollout): string {
  return `${trialPair(champion, challenger)}:${mode}${mode === 'ab' ? `:${share}` : ''}`;
}
