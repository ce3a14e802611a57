import { z } from 'zod';
import { reproductionStanding, reproductionWords } from '../../pipeline/report/reproduction-text.ts';
import { keepEnabled } from '../../platform/github/keep-enabled.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { readIncidents, tellIncidents } from '../../platform/retrain/incidents.ts';
import { reproduceChampion } from '../../platform/run/reproduce/reproduce-champion.ts';
import { githubOf } from '../github.ts';
import { optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({ model: optionalText, workflow: z.string().min(1) });
const NOTHING = { result: 'nothing', version: '', url: '' };

await runAction(inputs, ({ model, workflow }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const github = githubOf(context);
    if ((await readRepository(github)).isTemplate)
      return { outputs: NOTHING, summary: 'A template reproduces nothing; its clones do.\n' };
    await keepEnabled(github, workflow);
    const outcome = await reproduceChampion(workspace);
    if (outcome === undefined) return { outputs: NOTHING, summary: 'There is no champion yet.\n' };
    const { now: at, runUrl } = context;
    const { model: name, version, kind } = outcome;
    const known = await readIncidents({ github, model: name, at, runUrl });
    const events = await tellIncidents(known, [reproductionStanding(outcome, runUrl)]);
    const open = events.find(({ event }) => event !== 'closed');
    return {
      outputs: { result: kind, version, url: open?.url ?? '' },
      summary: `${reproductionWords(outcome)}\n`,
      warnings: open ? [`${open.title}: ${open.url}`] : [],
    };
  }),
);
