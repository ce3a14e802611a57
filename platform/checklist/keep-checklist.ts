import { type ChecklistLine, checklistText, isComplete } from '../../pipeline/report/checklist-text.ts';
import { keepIssue, type MarkedIssue } from '../github/marked-issue.ts';
import { markerOf } from '../github/marker.ts';
import type { Premises } from './checklist-item.ts';
import { CHECKLIST } from './lines/registry.ts';

export interface KeptChecklist {
  readonly lines: readonly ChecklistLine[];
  readonly isComplete: boolean;
  /** Markdown. */
  readonly body: string;
  /** Absent where nothing was ever left to do. */
  readonly issue: MarkedIssue | undefined;
}

/** Looks every line of the checklist up, and brings its one issue up to date: open while anything is left to do. */
export async function keepChecklist(premises: Premises, runUrl: string): Promise<KeptChecklist> {
  const lines: ChecklistLine[] = [];
  for (const { look, ...line } of CHECKLIST) lines.push({ ...line, ...(await look(premises)) });
  const complete = isComplete(lines);
  const text = checklistText(lines, runUrl);
  const state = complete ? 'closed' : 'open';
  const issue = await keepIssue(premises.github, markerOf('checklist', 'repository'), text, state);
  return { lines, isComplete: complete, body: text.body, issue };
}
