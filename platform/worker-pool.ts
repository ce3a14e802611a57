import { Worker } from 'node:worker_threads';
import { RatchetError } from '../pipeline/errors.ts';
import { runTask, type TaskName, type TaskPayload, type TaskResult } from './tasks.ts';
import { unpackError } from './thread-error.ts';
import type { WorkerReply, WorkerRequest } from './worker.ts';

/** Runs tasks, as many at a time as it has threads. */
export interface Pool {
  readonly threads: number;
  /** Whether its threads are there already, so that small tasks cost no start. */
  readonly isRunning: boolean;
  /**
   * Gives a task's result, or rejects with its error.
   *
   * @param lane tasks of the same lane (modulo the threads) run on the same thread, in the order given; without one, a
   *   task runs on whichever thread is free
   */
  run<Name extends TaskName>(
    name: Name,
    payload: TaskPayload<Name>,
    lane?: number,
  ): Promise<TaskResult<Name>>;
  /** Ends the threads; tasks that have not ended reject. */
  close(): Promise<void>;
}

/**
 * The flags of this process are not the worker's: it brings its own loader. Its young generation is small, because rows
 * lie in typed arrays outside the heap, and those are only given back when it is collected.
 */
const WORKER_OPTIONS = { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } };

interface Job {
  readonly request: WorkerRequest;
  readonly lane: number | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A pool of threads: this one and, from the first task on, as many workers as make up the number. */
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
  return { threads: 1, isRunning: true, run, close: async () => {} };
}

/** The lane of this thread: it would wait otherwise, and a worker costs it a start and the memory of its modules. */
const HERE = 0;

class ThreadPool implements Pool {
  readonly threads: number;
  /** By lane; there is none for this thread. */
  readonly #workers: (Worker | undefined)[];
  readonly #running: (Job | undefined)[];
  #waiting: Job[] = [];

  constructor(threads: number) {
    this.threads = threads;
    this.#workers = new Array(threads).fill(undefined);
    this.#running = new Array(threads).fill(undefined);
  }

  run<Name extends TaskName>(
    name: Name,
    payload: TaskPayload<Name>,
    lane?: number,
  ): Promise<TaskResult<Name>> {
    return new Promise((resolve, reject) => {
      const settle = resolve as (result: unknown) => void;
      const at = lane === undefined ? undefined : lane % this.threads;
      this.#waiting.push({ request: { name, payload }, lane: at, resolve: settle, reject });
      this.#dispatch();
    });
  }

  get isRunning(): boolean {
    return this.#workers.some((worker) => worker !== undefined);
  }

  async close(): Promise<void> {
    const workers = this.#workers.splice(0, this.threads, ...new Array(this.threads).fill(undefined));
    const jobs = [...this.#waiting.splice(0), ...this.#running];
    this.#running.fill(undefined);
    for (const job of jobs) job?.reject(poolClosed());
    await Promise.all(workers.map((worker) => worker?.terminate()));
  }

  #dispatch(): void {
    for (let lane = 0; lane < this.threads; lane++) {
      if (this.#running[lane]) continue;
      // All start together: those without a task load their modules while the first tasks run.
      if (lane !== HERE) this.#workers[lane] ??= this.#start(lane);
      const next = this.#waiting.findIndex((job) => job.lane === undefined || job.lane === lane);
      if (next < 0) continue;
      const job = this.#waiting.splice(next, 1)[0]!;
      this.#running[lane] = job;
      if (lane === HERE) this.#runHere(job);
      else {
        // An idle worker does not keep the process alive, a busy one does.
        this.#workers[lane]!.ref();
        this.#workers[lane]!.postMessage(job.request);
      }
    }
  }

  async #runHere(job: Job): Promise<void> {
    const { name, payload } = job.request;
    try {
      job.resolve(await runTask(name, payload));
    } catch (error) {
      job.reject(error as Error);
    }
    if (this.#running[HERE] !== job) return;
    this.#running[HERE] = undefined;
    this.#dispatch();
  }

  #start(lane: number): Worker {
    const worker = new Worker(new URL('./worker-entry.cjs', import.meta.url), WORKER_OPTIONS);
    worker.unref();
    worker.on('message', (reply: WorkerReply) => {
      const job = this.#release(lane, worker);
      worker.unref();
      if (reply.kind === 'result') job?.resolve(reply.result);
      else job?.reject(unpackError(reply.error));
      this.#dispatch();
    });
    const lose = (cause: unknown) => {
      const job = this.#release(lane, worker);
      if (this.#workers[lane] === worker) this.#workers[lane] = undefined;
      job?.reject(workerLost(cause));
      if (this.#waiting.length > 0) this.#dispatch();
    };
    worker.on('error', lose);
    worker.on('exit', (code) => lose(`it ended with code ${code}`));
    return worker;
  }

  /** The job that a worker has just ended; undefined once the worker has been replaced or the pool closed. */
  #release(lane: number, worker: Worker): Job | undefined {
    if (this.#workers[lane] !== worker) return undefined;
    const job = this.#running[lane];
    this.#running[lane] = undefined;
    return job;
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
