import type { Contract } from '../contract/schema.ts';

export type RetrainPolicy = NonNullable<Contract['retrain']>;

/**
 * What decides where a contract says nothing and the months are watched: drift or decay in the latest month, or three
 * months that the champion has not seen, and after a training a month of rest.
 */
export const WATCHED_POLICY: RetrainPolicy = {
  new_data: false,
  drift: [1, 1],
  decay: [1, 1],
  unseen_months: 3,
  cooldown_months: 1,
};
