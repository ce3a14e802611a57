import { randomBytes } from 'node:crypto';

/** What an id of a prediction looks like; the part after the dot is a row of a batch. */
export const ID_PATTERN = '^[0-9a-f]{16}-[0-9a-z]{1,10}(?:[.][0-9]{1,5})?$';

/** Gives ids that no other process gives: 64 random bits for the process and a number for the prediction. */
export function idMaker(prefix = randomBytes(8).toString('hex')): () => string {
  let given = 0;
  return () => `${prefix}-${(given++).toString(36)}`;
}
