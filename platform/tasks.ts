/** What a pool can be asked to do. In the main thread a task is loaded when first run, as most runs need only some. */
export const TASKS = {
  'inspect-file': async () => (await import('./inspect-file.ts')).inspectFile,
  'prepare-part': async () => (await import('./prepare-part.ts')).preparePart,
  'run-round': async () => (await import('./run-round.ts')).runRound,
} as const;

export type TaskName = keyof typeof TASKS;
type TaskOf<Name extends TaskName> = Awaited<ReturnType<(typeof TASKS)[Name]>>;
export type TaskPayload<Name extends TaskName> = Parameters<TaskOf<Name>>[0];
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<TaskOf<Name>>>;

/** A task with its own types gone, as a table of all of them holds it. */
export type AnyTask = (payload: never) => Promise<unknown>;

/** Runs a task where it is called: in this thread. */
export async function runTask<Name extends TaskName>(
  name: Name,
  payload: TaskPayload<Name>,
): Promise<TaskResult<Name>> {
  const task = (await TASKS[name]()) as AnyTask;
  return task(payload as never) as Promise<TaskResult<Name>>;
}
