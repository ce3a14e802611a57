import { z } from 'zod';
import { isPeriod } from '../../pipeline/ingest/period.ts';
import { retrainWords } from '../../pipeline/report/retrain-words.ts';
import { keepEnabled } from '../../platform/github/keep-enabled.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { tellIncidents } from '../../platform/retrain/incidents.ts';
import { planRetraining } from '../../platform/retrain/plan-retraining.ts';
import { githubOf } from '../github.ts';
import { flag, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({
  model: optionalText,
  period: optionalText.refine((text) => text === undefined || isPeriod(text), 'a month is written YYYY-MM'),
  asked: flag,
  workflow: z.string().min(1),
});

await runAction(inputs, ({ model, period, asked, workflow }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const github = githubOf(context);
    if ((await readRepository(github)).isTemplate) {
      const outputs = {
        decision: 'wait',
        reason: 'A template trains nothing; its clones do.',
        train: '',
        holdout: '',
      };
      return { outputs, summary: `${outputs.reason}\n` };
    }
    await keepEnabled(github, workflow);
    const plan = await planRetraining(workspace, { period, asked });
    const { decision, periods, warnings, invalid, republished } = plan;
    const { name } = workspace.folder;
    const { runUrl } = context;
    const lookedAtAll = period === undefined;
    const issues = await tellIncidents(github, name, { invalid, republished }, { runUrl, lookedAtAll });
    return {
      outputs: {
        decision: decision.kind,
        reason: decision.reasons[0],
        train: periods.train.join(','),
        holdout: periods.holdout.join(','),
      },
      summary: retrainWords(name, plan),
      warnings: [...warnings, ...issues.map(({ url }) => `An incident in the data of ${name}: ${url}`)],
    };
  }),
);
