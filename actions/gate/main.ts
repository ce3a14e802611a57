import { z } from 'zod';
import { verdictSchema } from '../../pipeline/gate/verdict.ts';
import { renderChangeSummary } from '../../pipeline/report/change-comment.ts';
import { verdictWords } from '../../pipeline/report/verdict-words.ts';
import { findRecords } from '../../platform/records/read-records.ts';
import { withBase } from '../../platform/run/base.ts';
import { judgedReport, writeChangeReport } from '../../platform/run/change-report.ts';
import { CANDIDATE } from '../../platform/run/judge-candidate.ts';
import { judgeChange } from '../../platform/run/judge-change.ts';
import { githubOf } from '../github.ts';
import { optionalNames, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const kinds = z.enum(verdictSchema.options.map((option) => option.shape.kind.value));
const inputs = z.strictObject({
  model: optionalText,
  holdout: optionalNames,
  base: optionalText,
  'fail-on': optionalNames.pipe(z.array(kinds).default([])),
});

await runAction(inputs, ({ model, holdout, base, 'fail-on': failOn }, context) =>
  inWorkspace(context, model, (workspace) =>
    withBase(workspace.root, base, workspace.folder.name, async (before) => {
      // Without a token there is nobody to ask, and the clone says what it knows.
      const runs =
        context.token === ''
          ? undefined
          : await findRecords(githubOf(context), workspace.folder.name, 'runs');
      const { verdict, evaluation, report } = await judgeChange(workspace, before, holdout, runs);
      const document = judgedReport(report);
      writeChangeReport(workspace, document);
      const fails = failOn.includes(verdict.kind);
      return {
        outputs: {
          verdict: verdict.kind,
          reason: verdict.reasons[0]!,
          rmse: String(evaluation.models[CANDIDATE]!.metrics.rmse),
        },
        summary: renderChangeSummary(document),
        ...(fails && { failure: `${verdictWords[verdict.kind].word}: ${verdict.reasons.join(' ')}` }),
      };
    }),
  ),
);
