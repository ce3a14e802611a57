import { parentPort } from 'node:worker_threads';
import { runTask, type TaskName, type TaskPayload } from './tasks.ts';
import { packError, type ThreadError } from './thread-error.ts';

/** What the pool sends. */
export interface WorkerRequest {
  readonly name: TaskName;
  readonly payload: TaskPayload<TaskName>;
}

/** What a worker sends back, one a request. */
export type WorkerReply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: ThreadError };

parentPort?.on('message', async ({ name, payload }: WorkerRequest) => {
  let reply: WorkerReply;
  try {
    reply = { kind: 'result', result: await runTask(name, payload) };
  } catch (error) {
    reply = { kind: 'error', error: packError(error) };
  }
  parentPort?.postMessage(reply);
});
