/** One thing that is broken in a model's folder. */
export interface FolderFinding {
  readonly severity: 'error' | 'warning';
  /** Path from the model's folder. */
  readonly file: string;
  readonly expected: string;
  readonly found: string;
  /** What to do about it, as sentences. */
  readonly fix: string;
}
