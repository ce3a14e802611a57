import { z } from 'zod';
import { reproductionWords } from '../../pipeline/report/reproduction-text.ts';
import { keepEnabled } from '../../platform/github/keep-enabled.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { appendRecords } from '../../platform/records/append-records.ts';
import { reproduceChampion } from '../../platform/run/reproduce/reproduce-champion.ts';
import { tellReproduction } from '../../platform/run/reproduce/tell-reproduction.ts';
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
    const record = await tellReproduction(github, outcome, { at, runUrl });
    if (record !== undefined)
      await appendRecords(github, [{ model: outcome.model, kind: 'incidents', record }]);
    const isOpen = record !== undefined && record.event !== 'closed';
    return {
      outputs: { result: outcome.kind, version: outcome.version, url: isOpen ? record.url : '' },
      summary: `${reproductionWords(outcome)}\n`,
      warnings: isOpen ? [`${record.title}: ${record.url}`] : [],
    };
  }),
);
