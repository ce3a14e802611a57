import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rolloutSchema, trialName, variantOf } from '../../pipeline/serve/rollout.ts';

const hash = (key: number) => createHash('sha256').update(String(key)).digest('hex');
const challenged = (share: number) =>
  Array.from({ length: 10_000 }, (_, key) => variantOf(hash(key), share) === 'challenger');

describe('who answers a key', () => {
  it.each([0.01, 0.1, 0.5])('is the challenger for a share of %d of the keys', (share) => {
    const found = challenged(share).filter(Boolean).length;
    expect(Math.abs(found - 10_000 * share)).toBeLessThan(4 * Math.sqrt(10_000 * share * (1 - share)));
  });

  it('stays the challenger when the share is raised', () => {
    const [few, many] = [challenged(0.1), challenged(0.3)];
    expect(few.every((isChallenger, key) => !isChallenger || many[key])).toBe(true);
  });

  it('is decided by the first 52 bits, evenly: the lowest hash is below any share, the highest above', () => {
    expect([variantOf('0'.repeat(64), 1e-9), variantOf('f'.repeat(64), 0.999999)]).toEqual([
      'challenger',
      'champion',
    ]);
  });
});

it('a trial of another share is another trial', () => {
  const named = (rollout: object) => trialName('v1', rolloutSchema.parse({ challenger: 'v2', ...rollout }));
  expect([named({}), named({ mode: 'ab' }), named({ mode: 'ab', share: 0.2 })]).toEqual([
    'v1:v2:shadow',
    'v1:v2:ab:0.1',
    'v1:v2:ab:0.2',
  ]);
});
