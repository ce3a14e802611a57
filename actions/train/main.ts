import { z } from 'zod';
import { candidateDir, planCandidateFiles } from '../../platform/run/candidate.ts';
import { choosePeriods, lockedPeriods } from '../../platform/run/choose-periods.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { readChampion } from '../../platform/run/published.ts';
import { trainCandidate } from '../../platform/run/train-candidate.ts';
import { validatePeriods } from '../../platform/run/validate-periods.ts';
import { writeFiles } from '../../platform/write-files.ts';
import { optionalNames, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({ model: optionalText, train: optionalNames, holdout: optionalNames });

await runAction(inputs, ({ model, train, holdout }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const given = { ...(train && { train }), ...(holdout && { holdout }) };
    const chosen = choosePeriods(workspace, given, lockedPeriods(workspace));
    const periods = await ingestAll(workspace, chosen.train);
    const judging = await ingestAll(workspace, chosen.holdout);
    const profile = readChampion(workspace.folder)?.profile;
    const validation = validatePeriods(workspace, [...periods, ...judging], profile);
    const candidate = await trainCandidate(workspace, { periods, validation });
    writeFiles(planCandidateFiles(candidateDir(workspace.outDir, workspace.folder.name), candidate));
    return {
      outputs: {
        digest: candidate.training.digest,
        train: chosen.train.join(','),
        holdout: chosen.holdout.join(','),
      },
    };
  }),
);
