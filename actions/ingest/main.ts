import { z } from 'zod';
import { modelAt, withBase } from '../../platform/run/base.ts';
import { unaffectedReport, writeChangeReport } from '../../platform/run/change-report.ts';
import { choosePeriods, lockedPeriods } from '../../platform/run/choose-periods.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { optionalNames, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({ model: optionalText, periods: optionalNames, base: optionalText });

await runAction(inputs, ({ model, periods, base }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const { folder, root } = workspace;
    const feedBefore = await withBase(root, base, folder.name, async (before) => before?.feed);
    if (feedBefore === modelAt(root, folder.name).feed) {
      const report = unaffectedReport(folder.contract);
      writeChangeReport(workspace, report);
      return {
        outputs: { affected: 'false', periods: '' },
        summary: `Nothing that feeds ${folder.name} changed since ${base}: nothing is trained.\n`,
      };
    }
    const { train, holdout } = choosePeriods(workspace, {}, lockedPeriods(workspace));
    const wanted = periods ?? [...train, ...holdout];
    await ingestAll(workspace, wanted);
    return { outputs: { affected: 'true', periods: wanted.join(',') } };
  }),
);
