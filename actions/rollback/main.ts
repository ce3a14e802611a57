import { z } from 'zod';
import { readRepository } from '../../platform/github/repository.ts';
import { releaseRollback } from '../../platform/release/release-rollback.ts';
import { releasedWords } from '../../platform/release/released-words.ts';
import { githubOf } from '../github.ts';
import { optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({
  model: optionalText,
  version: z
    .string()
    .regex(/^v?[1-9]\d*$/, 'a version is v and a number from 1')
    .transform((text) => `v${text.replace('v', '')}`),
  reason: z.string().trim().min(1, 'a reason is a few words'),
});

await runAction(inputs, ({ model, version, reason }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const github = githubOf(context);
    const { defaultBranch } = await readRepository(github);
    const { now, sha, runUrl, serverUrl, actor } = context;
    const origin = { at: now, branch: defaultBranch, base: sha, runUrl, serverUrl };
    const order = { to: version, reason, by: actor };
    const release = await releaseRollback(workspace, github, order, origin);
    if (release.kind === 'nothing')
      return { outputs: { kind: 'nothing', url: '' }, summary: `${release.reason}\n` };
    const { request, released } = release;
    return {
      outputs: { kind: released.kind, url: 'url' in released ? released.url : '' },
      summary: `${releasedWords(request, released)}\n\n${request.body}\n`,
    };
  }),
);
