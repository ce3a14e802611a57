/** A month of data.lock.json. */
export interface LockedMonth {
  readonly period: string;
  /** 64 hex digits. */
  readonly sha256: string;
  /** Path from the model's folder, where the repository embeds the file. */
  readonly file?: string | undefined;
}
