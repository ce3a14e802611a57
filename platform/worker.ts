import { parentPort } from 'node:worker_threads';
import { inspectFile } from './inspect-file.ts';
import { preparePart } from './prepare-part.ts';
import { runRound } from './run-round.ts';
import type { AnyTask, TaskName, TaskPayload } from './tasks.ts';
import { packError, type ThreadError } from './thread-error.ts';
import { buffersOf } from './transfer-list.ts';

/** What a pool sends. */
export interface WorkerRequest {
  readonly name: TaskName;
  readonly payload: TaskPayload<TaskName>;
}

/** What a worker sends back, one a request. */
export type WorkerReply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: ThreadError };

/** The same tasks as TASKS, loaded at once: a worker is started because they are needed. */
const WORKER_TASKS: Readonly<Record<TaskName, AnyTask>> = {
  'inspect-file': inspectFile,
  'prepare-part': preparePart,
  'run-round': runRound,
};

parentPort?.on('message', async ({ name, payload }: WorkerRequest) => {
  let reply: WorkerReply;
  try {
    reply = { kind: 'result', result: await WORKER_TASKS[name](payload as never) };
  } catch (error) {
    reply = { kind: 'error', error: packError(error) };
  }
  parentPort?.postMessage(reply, reply.kind === 'result' ? buffersOf(reply.result) : []);
});
