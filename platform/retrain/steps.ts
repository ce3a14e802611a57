import type { IncidentRecord } from '../../pipeline/records/incident-record.ts';
import type { MonthRecord } from '../../pipeline/records/month-record.ts';
import { standingsOf } from '../../pipeline/retrain/incident-standings.ts';
import type { TrainingPlan } from '../../pipeline/retrain/plan-training.ts';
import { reasonToAccept } from '../../pipeline/validate/accepted-months.ts';
import type { GitHub } from '../github/client.ts';
import { readRecords } from '../records/read-records.ts';
import { readWatch } from '../run/monitor/watch-files.ts';
import { readAcceptedMonths } from '../run/read-accepted-months.ts';
import type { Workspace } from '../run/workspace.ts';
import { answerIncidents, readIncidents, tellIncidents } from './incidents.ts';
import { planRetraining } from './plan-retraining.ts';

/** One run of the loop, and where it runs. */
export interface RetrainRun {
  readonly github: GitHub;
  readonly workspace: Workspace;
  /** Now, ISO 8601. */
  readonly at: string;
  readonly runUrl: string;
}

export interface Decided {
  readonly plan: TrainingPlan;
  readonly incidents: readonly IncidentRecord[];
}

/** Decides on what was just watched, tells of what is wrong in the incidents, and keeps both. */
export async function decideStep(run: RetrainRun, asked: boolean): Promise<Decided> {
  const { github, workspace, runUrl } = run;
  const { watch, report } = readWatch(workspace);
  const { model, stock, watched, isNewest } = watch;
  const known = await readIncidents({ ...run, model });
  const months = await readRecords(github, model, 'months');
  const plan = planRetraining(workspace, watch, { months, runs: known.runs }, asked);
  const newest = watched.at(-1);
  const accepted =
    newest && reasonToAccept(readAcceptedMonths(workspace.folder), newest.period, newest.digest);
  const facts = { model, stock, report, accepted, decision: plan.decision, runUrl };
  // A look at one month says nothing of the others.
  const standings = standingsOf(facts).filter(({ is }) => is === 'wrong' || isNewest);
  const incidents = await tellIncidents(known, standings, withDecision(watched, plan));
  return { plan, incidents };
}

/** Links the training of this run, and the release that came of it, in the incidents that asked for it. */
export async function answerStep(run: RetrainRun): Promise<readonly IncidentRecord[]> {
  return answerIncidents(await readIncidents({ ...run, model: run.workspace.folder.name }));
}

/** The newest month is what the decision was made on. */
const withDecision = (watched: readonly MonthRecord[], { decision }: TrainingPlan): MonthRecord[] =>
  watched.map((record) => {
    if (record !== watched.at(-1)) return record;
    return { ...record, decision: { kind: decision.kind, reasons: [...decision.reasons] } };
  });
