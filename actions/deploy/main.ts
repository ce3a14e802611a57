import { info } from '@actions/core';
import { z } from 'zod';
import { type Docker, withDocker } from '../../platform/deploy/image/docker.ts';
import { REGISTRY } from '../../platform/deploy/image/service-image.ts';
import { DEPLOY_STEPS } from '../../platform/deploy/steps.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { trackChampion } from '../../platform/mlflow/track.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { onlyModel } from '../../platform/run/workspace.ts';
import { githubOf } from '../github.ts';
import { optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({
  model: optionalText,
  step: z.enum(['prepare', 'image', 'switch', 'reconcile', 'failed', 'succeeded']),
  image: z.enum(['on', 'off']),
});

await runAction(inputs, async ({ model: named, step, image: wanted }, context) => {
  const github = githubOf(context);
  const { isTemplate, defaultBranch: branch } = await readRepository(github);
  if (isTemplate) {
    const summary = 'A template deploys nothing; its clones do.\n';
    return { outputs: { version: '', url: '', image: '', digest: '' }, summary };
  }
  const { sha: commit, now: at, runUrl, root, owner, repo, serverUrl, actor, token, mlflow } = context;
  const model = named ?? onlyModel(root);
  const login = { registry: REGISTRY, user: actor, token };
  const inDocker = <T>(use: (docker: Docker) => Promise<T>) => withDocker(login, info, use);
  const { version, url, words, image } = await DEPLOY_STEPS[step]({
    github,
    model,
    branch,
    commit,
    runUrl,
    at,
    root,
    repositoryUrl: `${serverUrl}/${owner}/${repo}`,
    inDocker: wanted === 'on' ? inDocker : undefined,
    inWorkspace: (use) => inWorkspace(context, model, use),
  });
  const { name = '', digest = '' } = image ?? {};
  const warnings = step === 'switch' ? await trackChampion(mlflow, openModelFolder(root, model)) : [];
  return { outputs: { version, url, image: name, digest }, summary: `${words}\n`, warnings };
});
