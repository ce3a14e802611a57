/** What a pool can be asked to do. A task is loaded when first run, as most runs need only some. */
export const TASKS = {
  'prepare-part': async () => (await import('./prepare-part.ts')).preparePart,
  'run-round': async () => (await import('./run-round.ts')).runRound,
} as const;

export type TaskName = keyof typeof TASKS;
type TaskOf<Name extends TaskName> = Awaited<ReturnType<(typeof TASKS)[Name]>>;
export type TaskPayload<Name extends TaskName> = Parameters<TaskOf<Name>>[0];
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<TaskOf<Name>>>;

/** Runs a task where it is called: in this thread. */
export async function runTask<Name extends TaskName>(
  name: Name,
  payload: TaskPayload<Name>,
): Promise<TaskResult<Name>> {
  const task = (await TASKS[name]()) as (payload: TaskPayload<Name>) => Promise<TaskResult<Name>>;
  return task(payload);
}
