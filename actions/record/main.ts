import { z } from 'zod';
import { runSentence } from '../../pipeline/records/run-sentence.ts';
import { trackRun } from '../../platform/mlflow/track.ts';
import { appendRecords } from '../../platform/records/append-records.ts';
import { judgedRun } from '../../platform/records/judged-run.ts';
import { writeRunFile } from '../../platform/records/run-files.ts';
import { githubOf } from '../github.ts';
import { optionalJson, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

/** What publish says became of a candidate; a step that was skipped has no outputs. */
const published = optionalJson.pipe(
  z.object({ kind: z.string(), version: z.string(), url: z.string() }).partial().default({}),
);
const inputs = z.strictObject({
  model: optionalText,
  trigger: z.enum(['ci', 'release', 'continuous-training']),
  published,
});
/** Only these make a candidate a version. */
const RELEASED = ['landed', 'pull-request', 'issue'];

await runAction(inputs, ({ model, trigger, published: { kind = '', version, url } }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const { now: at, runUrl: run } = context;
    const record = judgedRun(workspace, {
      at,
      trigger,
      run,
      version: RELEASED.includes(kind) ? version : undefined,
      artifacts: url ? { run, release: url } : { run },
    });
    if (record === undefined) return { outputs: { id: '' }, summary: 'Nothing was trained and judged.\n' };
    writeRunFile(workspace, record);
    if (trigger !== 'ci')
      await appendRecords(githubOf(context), [{ model: record.model, kind: 'runs', record }]);
    const warnings = await trackRun(context.mlflow, workspace, record);
    return { outputs: { id: record.id }, summary: `${runSentence(record)}\n`, warnings };
  }),
);
