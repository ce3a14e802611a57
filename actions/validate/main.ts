import { z } from 'zod';
import { renderChangeSummary } from '../../pipeline/report/change-comment.ts';
import { invalidReport, writeChangeReport } from '../../platform/run/change-report.ts';
import { choosePeriods, lockedPeriods } from '../../platform/run/choose-periods.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { readChampion } from '../../platform/run/published.ts';
import { validatePeriods } from '../../platform/run/validate-periods.ts';
import { flag, optionalNames, optionalText } from '../inputs.ts';
import { runAction } from '../run-action.ts';
import { inWorkspace } from '../workspace.ts';

const inputs = z.strictObject({ model: optionalText, periods: optionalNames, 'must-pass': flag });

await runAction(inputs, ({ model, periods, 'must-pass': mustPass }, context) =>
  inWorkspace(context, model, async (workspace) => {
    const { train, holdout } = choosePeriods(workspace, {}, lockedPeriods(workspace));
    const months = await ingestAll(workspace, periods ?? [...train, ...holdout]);
    const reports = validatePeriods(workspace, months, readChampion(workspace.folder)?.profile);
    const violations = reports.flatMap(({ period, violations }) =>
      violations.map(({ severity, message }) => ({ severity, text: `${period}: ${message}` })),
    );
    const warnings = violations.filter(({ severity }) => severity === 'warning').map(({ text }) => text);
    const errors = violations.filter(({ severity }) => severity === 'error').map(({ text }) => text);
    if (errors.length === 0) return { outputs: { valid: 'true' }, warnings };
    const report = invalidReport(workspace.folder.contract, reports);
    writeChangeReport(workspace, report);
    const failure = mustPass ? `The data breaks the contract. ${errors.join(' ')}` : undefined;
    return {
      outputs: { valid: 'false' },
      summary: renderChangeSummary(report),
      warnings: failure === undefined ? [...errors, ...warnings] : warnings,
      ...(failure === undefined ? {} : { failure }),
    };
  }),
);
