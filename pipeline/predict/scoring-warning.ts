/** What can be wrong with a ride that is scored all the same. */
export const WARNING_KINDS = ['missing', 'unseen', 'outside-range', 'unusual-prediction'] as const;

export type WarningKind = (typeof WARNING_KINDS)[number];

/** Why a prediction is to be taken with care. */
export interface ScoringWarning {
  readonly kind: WarningKind;
  /** Column at fault; of an unusual prediction, the target. */
  readonly column: string;
  /** For people, with the value at fault. */
  readonly message: string;
}

/** Several warnings as one text, empty for none. */
export function warningText(warnings: readonly ScoringWarning[] = []): string {
  return warnings.map(({ message }) => message).join('; ');
}
