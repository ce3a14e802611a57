import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 (FIPS 180-4) of bytes, or of a string's UTF-8, as 64 lowercase hex digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `sha256:<hex>` of a value's canonical JSON: the same for any order of keys. Throws as `canonicalJson` does. */
export function digestOf(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}
