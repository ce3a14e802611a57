import { z } from 'zod';
import { commentOnChange } from '../../platform/github/comment-on-change.ts';
import { parseWorkflowRun, pullRequestOf } from '../../platform/github/pull-request-of-run.ts';
import { listModels } from '../../platform/model-folder.ts';
import { readChangeReports } from '../../platform/run/read-change-reports.ts';
import { githubOf } from '../github.ts';
import { runAction } from '../run-action.ts';

const inputs = z.strictObject({ reports: z.string().min(1) });

await runAction(inputs, async ({ reports: folder }, context) => {
  const github = githubOf(context);
  const run = parseWorkflowRun(context.event);
  const pullRequest = await pullRequestOf(github, run);
  if (pullRequest === undefined) {
    const summary = `No open pull request has ${run.head_sha.slice(0, 10)} as its head: the run is outdated.\n`;
    return { outputs: { 'pull-request': '', comments: '0' }, summary };
  }
  const { reports, faults } = readChangeReports(folder);
  const urls = await commentOnChange(github, pullRequest, {
    reports,
    models: listModels(context.root),
    succeeded: run.conclusion === 'success',
    facts: { runUrl: run.html_url, commit: run.head_sha },
  });
  return {
    outputs: { 'pull-request': String(pullRequest), comments: String(urls.length) },
    warnings: faults,
    summary: urls.map((url) => `- ${url}\n`).join(''),
  };
});
