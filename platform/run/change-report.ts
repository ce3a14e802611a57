import { join } from 'node:path';
import { type Contract, contractSchema } from '../../pipeline/contract/schema.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { type ChangeReport, changeReportSchema } from '../../pipeline/report/change-report.ts';
import { coefficientMoves } from '../../pipeline/report/findings/coefficient-moves.ts';
import { contractChanges } from '../../pipeline/report/findings/contract-changes.ts';
import type { ReportInput } from '../../pipeline/report/report-input.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { writeFiles } from '../write-files.ts';
import { readDocument } from './candidate.ts';
import type { Workspace } from './workspace.ts';

const common = ({ name, title }: Contract) =>
  ({ schemaVersion: 1, stage: 'report', model: name, title }) as const;

/** Report of a change whose candidate was judged. */
export function judgedReport(report: ReportInput): ChangeReport {
  const { contract, evaluation, verdict, costs, provenance, champion, model } = report;
  const changes = champion && {
    contract: contractChanges(champion.model, model),
    coefficients: coefficientMoves(model, champion.model, evaluation.importance),
  };
  return {
    ...common(contract),
    kind: 'judged',
    // Without what only judging needed.
    contract: contractSchema.strip().parse(contract),
    evaluation,
    verdict,
    costs,
    provenance: { ...provenance, data: [...provenance.data], software: { ...provenance.software } },
    ...(changes && { changes }),
  };
}

/** Report of a change that feeds the model nothing new. */
export const unaffectedReport = (contract: Contract): ChangeReport => ({
  ...common(contract),
  kind: 'unaffected',
});

/** Report of a change whose data broke the contract's checks. */
export const invalidReport = (contract: Contract, validation: readonly ValidationReport[]): ChangeReport => ({
  ...common(contract),
  kind: 'invalid',
  validation: [...validation],
});

/** Where the report of a model's change is written. */
export const changeReportPath = ({ outDir, folder }: Workspace): string =>
  join(outDir, folder.name, 'report.json');

export function writeChangeReport(workspace: Workspace, report: ChangeReport): void {
  writeFiles([{ path: changeReportPath(workspace), content: `${JSON.stringify(report)}\n` }]);
}

/** Report of the candidate that was judged. Throws a RatchetError `data` where none was. */
export function readChangeReport(workspace: Workspace): Extract<ChangeReport, { kind: 'judged' }> {
  const path = changeReportPath(workspace);
  const report = readDocument(path, changeReportSchema);
  if (report.kind === 'judged') return report;
  throw new RatchetError('data', `${path}: expected a judged candidate, found ${report.kind}`, {
    hint: 'run the gate first',
  });
}
