import { z } from 'zod';
import { retrainWords } from '../../pipeline/report/retrain-words.ts';
import { keepEnabled } from '../../platform/github/keep-enabled.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { answerStep, decideStep } from '../../platform/retrain/steps.ts';
import { githubOf } from '../github.ts';
import { flag, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({
  model: optionalText,
  step: z.enum(['decide', 'answer']),
  asked: flag,
  workflow: z.string().min(1),
});
const NOTHING = { decision: '', reason: '', train: '', holdout: '' };

await runAction(inputs, ({ model, step, asked, workflow }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const github = githubOf(context);
    const { now: at, runUrl } = context;
    const run = { github, workspace, at, runUrl };
    if ((await readRepository(github)).isTemplate) {
      const reason = 'A template trains nothing; its clones do.';
      return { outputs: { ...NOTHING, decision: 'wait', reason }, summary: `${reason}\n` };
    }
    if (step === 'answer') {
      const answered = await answerStep(run);
      const links = answered.map(({ number, url }) => `[#${number}](${url})`).join(', ');
      return { outputs: NOTHING, summary: answered.length > 0 ? `Told in ${links}.\n` : '' };
    }
    await keepEnabled(github, workflow);
    const { plan, incidents } = await decideStep(run, asked);
    const { decision, train, holdout } = plan;
    const { name } = workspace.folder;
    const open = incidents.filter(({ event }) => event !== 'closed');
    return {
      outputs: {
        decision: decision.kind,
        reason: decision.reasons[0],
        train: train.join(','),
        holdout: holdout.join(','),
      },
      summary: retrainWords(name, plan, incidents),
      warnings: open.map(({ title, url }) => `${title}: ${url}`),
    };
  }),
);
