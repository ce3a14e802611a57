import { z } from 'zod';
import { DEPLOY_STEPS } from '../../platform/deploy/steps.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { onlyModel } from '../../platform/run/workspace.ts';
import { githubOf } from '../github.ts';
import { optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({
  model: optionalText,
  step: z.enum(['prepare', 'switch', 'reconcile', 'failed', 'succeeded']),
});

await runAction(inputs, async ({ model: named, step }, context) => {
  const github = githubOf(context);
  const { isTemplate, defaultBranch: branch } = await readRepository(github);
  if (isTemplate) {
    const summary = 'A template deploys nothing; its clones do.\n';
    return { outputs: { version: '', url: '' }, summary };
  }
  const { sha: commit, runUrl, root } = context;
  const model = named ?? onlyModel(root);
  const { version, url, words } = await DEPLOY_STEPS[step]({
    github,
    model,
    branch,
    commit,
    runUrl,
    inWorkspace: (use) => inWorkspace(context, model, use),
  });
  return { outputs: { version, url }, summary: `${words}\n` };
});
