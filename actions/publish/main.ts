import { z } from 'zod';
import { readRepository } from '../../platform/github/repository.ts';
import { releaseCandidate } from '../../platform/release/release-candidate.ts';
import { releasedWords } from '../../platform/release/released-words.ts';
import { githubOf } from '../github.ts';
import { optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({ model: optionalText, 'defer-to': optionalText });
const NOTHING = { kind: 'nothing', version: '', url: '' };

await runAction(inputs, ({ model, 'defer-to': deferTo }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const github = githubOf(context);
    const { isTemplate, defaultBranch } = await readRepository(github);
    if (isTemplate) return { outputs: NOTHING, summary: 'A template releases nothing; its clones do.\n' };
    const { now, sha, runUrl, serverUrl } = context;
    const origin = { at: now, branch: defaultBranch, base: sha, runUrl, serverUrl, deferTo };
    const release = await releaseCandidate(workspace, github, origin);
    if (release.kind === 'nothing') {
      const { reason, withdrawn } = release;
      const taken = withdrawn === undefined ? '' : ` The open release #${withdrawn} was withdrawn.`;
      return { outputs: NOTHING, summary: `${reason}${taken}\n` };
    }
    const { request, released } = release;
    const url = 'url' in released ? released.url : '';
    return {
      outputs: { kind: released.kind, version: request.version, url },
      summary: `${releasedWords(request, released)}\n`,
    };
  }),
);
