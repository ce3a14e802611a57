import { join } from 'node:path';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import type { DataFile } from '../../pipeline/publish/manifest.ts';
import type { ReportInput } from '../../pipeline/report/report-input.ts';
import { checkWritable, type PlannedFile, writeFiles } from '../write-files.ts';
import { type Candidate, candidateDir, planCandidateFiles } from './candidate.ts';
import type { ChosenPeriods } from './choose-periods.ts';
import { ratchetVersion } from './code-identity.ts';
import { dataFileOf, type IngestedPeriod, ingestAll } from './ingest-period.ts';
import { type Bench, type Judgement, judgeCandidate } from './judge-candidate.ts';
import { readChampion } from './published.ts';
import { trainCandidate } from './train-candidate.ts';
import { validatePeriods } from './validate-periods.ts';
import type { Workspace } from './workspace.ts';

export interface MainJob extends Judgement {
  readonly candidate: Candidate;
  /** Months that judged it. */
  readonly holdout: readonly DataFile[];
  readonly dir: string;
  readonly reportPath: string;
  /** All that the report shows. */
  readonly report: ReportInput;
}

/** Ingest → validate → train → evaluate → gate. Writes the candidate and its report; touches nothing under models/. */
export async function runMainJob(
  workspace: Workspace,
  { train, holdout }: ChosenPeriods,
  recipe?: string,
): Promise<MainJob> {
  checkWritable(candidateDir(workspace.outDir, workspace.folder.name));
  const profile = readChampion(workspace.folder)?.profile;
  const periods = await ingestAll(workspace, train);
  const judging = await ingestAll(workspace, holdout);
  const validation = validatePeriods(workspace, [...periods, ...judging], profile);
  const candidate = await trainCandidate(workspace, { recipe, periods, validation });
  return judgeAndReport(workspace, candidate, periods, judging);
}

/** Judges a candidate, and writes what was found beside it. */
export async function judgeAndReport(
  workspace: Workspace,
  candidate: Candidate,
  periods: readonly IngestedPeriod[],
  holdout: readonly IngestedPeriod[],
  bench?: Bench,
): Promise<MainJob> {
  // Loaded when needed: charts take a quarter of a second that no other command should pay.
  const { renderReport } = await import('../../pipeline/report/html.ts');
  const judgement = await judgeCandidate(workspace, candidate, holdout, bench);
  const dir = candidateDir(workspace.outDir, workspace.folder.name);
  const reportPath = join(workspace.outDir, 'report.html');
  const { evaluation, verdict } = judgement;
  const report = reportInput(workspace, candidate, periods, holdout, judgement);
  const files: PlannedFile[] = [
    ...planCandidateFiles(dir, candidate),
    { path: join(dir, 'evaluation.json'), content: `${canonicalJson(evaluation)}\n` },
    { path: join(dir, 'verdict.json'), content: `${JSON.stringify(verdict, null, 2)}\n` },
    { path: join(dir, 'holdout.json'), content: `${JSON.stringify(holdout.map(dataFileOf), null, 2)}\n` },
    { path: reportPath, content: renderReport(report) },
  ];
  writeFiles(files);
  return { ...judgement, candidate, holdout: holdout.map(dataFileOf), dir, reportPath, report };
}

function reportInput(
  { folder }: Workspace,
  { model, training, modelBytes, validation, profile }: Candidate,
  periods: readonly IngestedPeriod[],
  holdout: readonly IngestedPeriod[],
  { evaluation, verdict, champion, latencyMs }: Judgement,
): ReportInput {
  const { digest, contractDigest, commit, trainSeconds, passes } = training;
  const sources = (role: 'train' | 'holdout', some: readonly IngestedPeriod[]) =>
    some.map((period) => ({ role, ...dataFileOf(period) }));
  return {
    contract: folder.contract,
    model,
    evaluation,
    verdict,
    ...(champion ? { champion: { version: champion.version, model: champion.model } } : {}),
    validation,
    profile,
    costs: { trainSeconds, passes, modelBytes: modelBytes.length, latencyMs },
    provenance: {
      digest,
      contract: contractDigest,
      ...(commit === undefined ? {} : { commit }),
      data: [...sources('train', periods), ...sources('holdout', holdout)],
      software: { ratchet: ratchetVersion(), node: process.versions.node },
    },
  };
}
