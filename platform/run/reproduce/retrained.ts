/** What is to be trained once more. */
export interface TrainingOrder {
  readonly recipe: string;
  /** Files of the training months, in order. */
  readonly files: readonly string[];
  /** Whether libraries that another commit locks may be installed, beside its code and for as long as it trains. */
  readonly install: boolean;
}

/** A version trained once more. */
export interface Retrained {
  /** Digest of the version that it would become. */
  readonly digest: string;
  readonly contractDigest: string;
  readonly codeDigest: string;
  /** model.json, byte for byte. */
  readonly modelBytes: Uint8Array;
}
