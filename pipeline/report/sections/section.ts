import type { ComparisonRow, ComparisonTable } from '../comparison.ts';
import type { Html } from '../document/html-template.ts';
import type { ReportInput } from '../report-input.ts';

/** What every section draws on. */
export interface ReportContext {
  readonly input: ReportInput;
  readonly comparison: ComparisonTable;
  /** The model that charts set the candidate against; undefined where it stands alone. */
  readonly rival: ComparisonRow | undefined;
}

/** One part of the report. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  /** Its body, or undefined where there is nothing to show. */
  readonly render: (context: ReportContext) => Html | undefined;
}
