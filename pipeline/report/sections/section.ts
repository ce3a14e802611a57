import type { Html } from '../document/html-template.ts';
import type { ReportContext } from '../report-context.ts';

/** One part of the report. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  /** Its body, or undefined where there is nothing to show. */
  readonly render: (context: ReportContext) => Html | undefined;
}
