import { z } from 'zod';
import { isPeriod } from '../../pipeline/ingest/period.ts';
import { monthRecordId } from '../../pipeline/records/month-record.ts';
import { watchWords } from '../../pipeline/report/watch-words.ts';
import { readRepository } from '../../platform/github/repository.ts';
import { readRecords } from '../../platform/records/read-records.ts';
import { takeStock } from '../../platform/retrain/take-stock.ts';
import { writeWatch } from '../../platform/run/monitor/watch-files.ts';
import { watchNewMonths } from '../../platform/run/monitor/watch-new-months.ts';
import { githubOf } from '../github.ts';
import { optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({
  model: optionalText,
  period: optionalText.refine((text) => text === undefined || isPeriod(text), 'a month is written YYYY-MM'),
});
const NOTHING = { verdict: '', causes: '', period: '' };

await runAction(inputs, ({ model: named, period }, context) =>
  inWorkspace(context, named, async (workspace) => {
    const github = githubOf(context);
    if ((await readRepository(github)).isTemplate)
      return { outputs: NOTHING, summary: 'A template watches nothing; its clones do.\n' };
    const { name: model } = workspace.folder;
    const { now: at, runUrl } = context;
    const stock = await takeStock(workspace, period);
    const recorded = new Set((await readRecords(github, model, 'months')).map(({ id }) => id));
    const { reports, missing } = await watchNewMonths(workspace, stock.known, (...month) =>
      recorded.has(monthRecordId(...month)),
    );
    const watch = await writeWatch(workspace, stock, reports, period === undefined, { at, runUrl });
    const newest = reports.at(-1);
    return {
      outputs: newest
        ? {
            verdict: newest.verdict.kind,
            causes: newest.verdict.causes.join(','),
            period: newest.current.period,
          }
        : NOTHING,
      summary: watchWords(watch, reports),
      warnings: [...stock.warnings, ...(stock.overdue ? [stock.overdue.sentence] : []), ...missing],
    };
  }),
);
