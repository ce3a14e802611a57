/** Rows of two samples by value: the reference that is compared with, and the current one. */
export interface PairedCounts {
  readonly kind: 'number' | 'category';
  /** For numbers, the value that stands for each cell, ascending; empty for categories, which have no order. */
  readonly values: readonly number[];
  /** For numbers, how far a value of the cell may lie from the one that stands for it. */
  readonly halfWidths: readonly number[];
  /** Labels of the cells of a category, or the lower edges of a number's. */
  readonly names: readonly string[];
  /** Rows of each cell, nulls left out. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/** What a test says of two samples. */
export interface DriftScore {
  /** How far apart they are, 0 for the same distribution; compared with the threshold. */
  readonly score: number;
  /** How far the score may lie from that of the values themselves, which the cells only stand for. */
  readonly bound: number;
  /** Chance of at least this score between two samples of one distribution, where the test has one. */
  readonly pValue?: number;
  /** The test's own statistic, where that is not the score. */
  readonly statistic?: number;
}

/** One way to measure how far two samples are apart. */
export interface DriftTest {
  readonly method: string;
  /** What it can be used on. */
  readonly kinds: readonly PairedCounts['kind'][];
  readonly measure: (counts: PairedCounts) => DriftScore;
  /**
   * What two samples of one distribution stay below, by their sizes alone, with a chance of about 0.999. Thresholds add
   * to it, so that few rows are not taken for drift.
   */
  readonly noise: (counts: PairedCounts) => number;
  /** How the noise and an effect, both scores, make up a threshold. */
  readonly combine: (effect: number, noise: number) => number;
}
