import {
  type RunFacts,
  renderChangeComment,
  renderUndecidedComment,
} from '../../pipeline/report/change-comment.ts';
import type { ChangeReport } from '../../pipeline/report/change-report.ts';
import type { GitHub } from './client.ts';
import { upsertComment } from './marked-comment.ts';
import { markerOf } from './marker.ts';

export interface ChangeTold {
  /** What the run left, a report a model. */
  readonly reports: readonly ChangeReport[];
  /** Models of the default branch: where the run left no report of one, that is told too. */
  readonly models: readonly string[];
  /** Whether the run succeeded; a model without a report is then none of its business. */
  readonly succeeded: boolean;
  readonly facts: RunFacts;
}

/** Writes one comment a model on a pull request, each in place of the one before. Gives their addresses. */
export async function commentOnChange(
  github: GitHub,
  pullRequest: number,
  { reports, models, succeeded, facts }: ChangeTold,
): Promise<string[]> {
  const silent = models.filter((name) => !reports.some(({ model }) => model === name));
  const texts = [
    ...reports.map((report) => ({ model: report.model, text: renderChangeComment(report, facts) })),
    ...(succeeded ? [] : silent).map((model) => ({ model, text: renderUndecidedComment(model, facts) })),
  ];
  const urls: string[] = [];
  for (const { model, text } of texts)
    urls.push(await upsertComment(github, pullRequest, markerOf('change', model), text));
  return urls;
}
