import { expect, test } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { versionDigest } from '../../pipeline/publish/version-digest.ts';

const january = { period: '2021-01', sha256: '1'.repeat(64) };
const february = { period: '2021-02', sha256: '2'.repeat(64) };
const parts = { model: 'a'.repeat(64), contract: `sha256:${'b'.repeat(64)}`, data: [january, february] };

test('the digest of a version is the sha256 of its parts in canonical JSON', () => {
  const text =
    `{"contract":"sha256:${'b'.repeat(64)}","data":[{"period":"2021-01","sha256":"${'1'.repeat(64)}"},` +
    `{"period":"2021-02","sha256":"${'2'.repeat(64)}"}],"model":"${'a'.repeat(64)}"}`;
  expect(versionDigest(parts)).toBe(`sha256:${sha256(text)}`);
});

test('the order of months, and what else is known of them, does not matter', () => {
  const data = [{ ...february, rows: 64_572 }, january];
  expect(versionDigest({ ...parts, data })).toBe(versionDigest(parts));
});

test.each([
  { part: 'model', change: { model: 'c'.repeat(64) } },
  { part: 'contract', change: { contract: `sha256:${'c'.repeat(64)}` } },
  { part: 'data', change: { data: [january] } },
  { part: 'bytes of a month', change: { data: [january, { ...february, sha256: '3'.repeat(64) }] } },
])('another $part is another version', ({ change }) => {
  expect(versionDigest({ ...parts, ...change })).not.toBe(versionDigest(parts));
});
