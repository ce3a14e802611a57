import type { FakeGitHub } from '../github/create-github.ts';
import { planRuns, type QueuedRun } from './plan-runs.ts';
import { end, type RunResult, runWorkflow } from './run-workflow.ts';

/** A workflow that starts itself again would go on for ever. */
const MAX_RUNS = 40;

export interface SettleOptions {
  /** How many runs may go on at once. */
  readonly parallel?: number;
  /** Variables of every runner. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs that are left out, and queued no more: by name of the workflow. */
  readonly except?: readonly string[];
}

interface Active {
  readonly queued: QueuedRun;
  started: boolean;
  ended: boolean;
}

/** Runs everything that follows from what happened, and what follows from that, until nothing is left to run. */
export async function settle(github: FakeGitHub, options: SettleOptions = {}): Promise<RunResult[]> {
  const { parallel = 1, environment = {}, except = [] } = options;
  const { hub } = github;
  const results: RunResult[] = [];
  const active: Active[] = [];
  const running = new Set<Promise<void>>();

  const cancel = async (one: Active) => {
    if (one.started) {
      github.killers.get(one.queued.run.id)?.();
      return;
    }
    one.ended = true;
    results.push(
      await end(github, one.queued, 'cancelled', {}, 'replaced by a newer run of its concurrency group'),
    );
  };

  const enter = async (queued: QueuedRun) => {
    if (queued.event.needsApproval) {
      results.push(await end(github, queued, 'action_required', {}, 'waits for the approval of a person'));
      return;
    }
    const others = active.filter(
      (one) => !one.ended && one.queued.group === queued.group && queued.group !== undefined,
    );
    if (queued.cancelsOthers) for (const other of others) await cancel(other);
    // A group has one run that goes on and one that waits; the next takes the place of the one that waits.
    else for (const other of others.slice(1)) await cancel(other);
    active.push({ queued, started: false, ended: false });
  };

  const mayStart = (one: Active) =>
    !one.started &&
    !one.ended &&
    !active.some(
      (other) =>
        other.started &&
        !other.ended &&
        other.queued.group === one.queued.group &&
        one.queued.group !== undefined,
    );

  const start = async (one: Active) => {
    one.started = true;
    results.push(await runWorkflow(github, one.queued, environment));
    one.ended = true;
  };

  for (;;) {
    for (const event of hub.pending.splice(0))
      for (const queued of await planRuns(hub, event)) {
        if (except.includes(queued.workflow.name)) hub.runs.splice(hub.runs.indexOf(queued.run), 1);
        else await enter(queued);
      }
    if (active.length > MAX_RUNS)
      throw new Error(
        `more than ${MAX_RUNS} runs follow from one thing: ${active.map(({ queued }) => queued.workflow.name)}`,
      );
    while (running.size < parallel) {
      const next = active.find(mayStart);
      if (next === undefined) break;
      const promise: Promise<void> = start(next).finally(() => running.delete(promise));
      running.add(promise);
    }
    if (running.size > 0) await Promise.race(running);
    else if (hub.pending.length === 0) return results;
  }
}
