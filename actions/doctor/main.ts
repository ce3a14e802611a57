import { z } from 'zod';
import { keepChecklist } from '../../platform/checklist/keep-checklist.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { listModels } from '../../platform/model-folder.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { githubOf } from '../github.ts';
import { runAction } from '../run-action.ts';

const inputs = z.strictObject({});

await runAction(inputs, async (_, context) => {
  const github = githubOf(context);
  const { isTemplate, defaultBranch } = await readRepository(github);
  if (isTemplate) {
    const summary = 'A template is not set up; its clones are.\n';
    return { outputs: { complete: 'false', url: '' }, summary };
  }
  const { root, runUrl } = context;
  const node = process.versions.node;
  const premises = { github, root, codeRoot, node, defaultBranch, models: listModels(root) };
  const { isComplete, lines, body, issue } = await keepChecklist(premises, runUrl);
  return {
    outputs: { complete: String(isComplete), url: issue?.url ?? '' },
    summary: `${body}\n`,
    warnings: lines.flatMap(({ found = [] }) => found),
  };
});
