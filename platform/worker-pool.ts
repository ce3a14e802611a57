import { type TransferListItem, Worker } from 'node:worker_threads';
import { RatchetError } from '../pipeline/errors.ts';
import { runTask, type TaskName, type TaskPayload, type TaskResult } from './tasks.ts';
import { unpackError } from './thread-error.ts';
import type { WorkerReply, WorkerRequest } from './worker.ts';

/** Runs tasks, as many at a time as it has threads. */
export interface Pool {
  readonly threads: number;
  /** Rejects with the task's own error. Buffers in `transfer` move to the thread and are gone here. */
  run<Name extends TaskName>(
    name: Name,
    payload: TaskPayload<Name>,
    transfer?: readonly TransferListItem[],
  ): Promise<TaskResult<Name>>;
  /** Ends the threads; tasks that still run reject. */
  close(): Promise<void>;
}

interface Job {
  readonly request: WorkerRequest;
  readonly transfer: readonly TransferListItem[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A pool of worker threads, started when first needed; with one thread, tasks run in this one. */
export function createPool(threads: number): Pool {
  return threads <= 1 ? inProcess() : new ThreadPool(threads);
}

function inProcess(): Pool {
  // One after another, as on a single worker: tasks that overlap would hold several batches in memory.
  let last: Promise<unknown> = Promise.resolve();
  const run: Pool['run'] = (name, payload) => {
    const result = last.then(() => runTask(name, payload));
    last = result.catch(() => {});
    return result;
  };
  return { threads: 1, run, close: async () => {} };
}

class ThreadPool implements Pool {
  readonly threads: number;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];

  constructor(threads: number) {
    this.threads = threads;
  }

  run<Name extends TaskName>(
    name: Name,
    payload: TaskPayload<Name>,
    transfer: readonly TransferListItem[] = [],
  ): Promise<TaskResult<Name>> {
    return new Promise((resolve, reject) => {
      const settle = resolve as (result: unknown) => void;
      this.#waiting.push({ request: { name, payload }, transfer, resolve: settle, reject });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const job of [...this.#waiting.splice(0), ...this.#busy.values()]) job.reject(poolClosed());
    this.#busy.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.threads ? this.#start() : undefined);
      if (!worker) return;
      const job = this.#waiting.shift()!;
      this.#busy.set(worker, job);
      worker.ref();
      worker.postMessage(job.request, job.transfer);
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker-entry.mjs', import.meta.url), { execArgv: [] });
    worker.on('message', (reply: WorkerReply) => {
      const job = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      // An idle worker does not keep the process alive.
      worker.unref();
      if (reply.kind === 'result') job?.resolve(reply.result);
      else job?.reject(unpackError(reply.error));
      this.#dispatch();
    });
    const lost = (cause: unknown) => {
      const job = this.#busy.get(worker);
      this.#busy.delete(worker);
      if (this.#idle.includes(worker)) this.#idle.splice(this.#idle.indexOf(worker), 1);
      job?.reject(workerLost(cause));
      this.#dispatch();
    };
    worker.on('error', lost);
    worker.on('exit', (code) => lost(`it ended with code ${code}`));
    return worker;
  }
}

function poolClosed(): RatchetError {
  return new RatchetError('internal', 'the worker pool was closed while a task was under way');
}

function workerLost(cause: unknown): RatchetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RatchetError('internal', `a worker thread was lost: ${reason}`, {
    cause,
    hint: 'run with fewer threads (--threads 1); it may have run out of memory',
  });
}
