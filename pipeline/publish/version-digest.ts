import { digestOf } from '../digest/digest.ts';
import type { DataRef } from '../gate/gate-input.ts';

export interface VersionParts {
  /** sha256 of the bytes of model.json, 64 hex digits. */
  readonly model: string;
  /** `sha256:<hex>` of the contract. */
  readonly contract: string;
  /** What it was trained on. The holdout is left out: judged by another month it is the same version. */
  readonly data: readonly DataRef[];
}

/** Digest of a version: the same for the same model, contract and data, whenever and wherever it was made. */
export function versionDigest({ model, contract, data }: VersionParts): string {
  const months = data
    .map(({ period, sha256 }) => ({ period, sha256 }))
    .sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
  return digestOf({ model, contract, data: months });
}
