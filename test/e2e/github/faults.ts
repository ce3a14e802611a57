import type { ApiAnswer, ApiRequest } from './api.ts';

export interface Exchange {
  readonly request: ApiRequest;
  /** Whether the request was acted upon already; its answer has not left yet. */
  readonly moment: 'before' | 'after';
  /** What will be answered, at the moment `after`. */
  readonly answer?: ApiAnswer;
}

/**
 * Something that goes wrong at a request: another answer, or
 * - kill: the run that asked ends at once, with all of its processes, and never hears the answer
 * - cut: half of the answer is sent, then the connection breaks
 * - silence: nothing is ever answered
 */
export type Outcome = ApiAnswer | 'kill' | 'cut' | 'silence';

/** Asked at every request, twice; the first that gives an outcome decides. */
export type Fault = (exchange: Exchange) => Outcome | undefined | Promise<Outcome | undefined>;

export const isWrite = ({ method }: ApiRequest): boolean => method !== 'GET' && method !== 'HEAD';

/** Kills the run at the n-th write of its jobs, after GitHub has acted on it: 1 is the first. */
export function killAfterWrite(n: number): Fault {
  let count = 0;
  return ({ request, moment }) => {
    if (moment !== 'after' || request.caller.kind !== 'job' || !isWrite(request)) return undefined;
    count += 1;
    return count === n ? 'kill' : undefined;
  };
}

/** Answers the first `times` requests of a kind in place of GitHub, before it acts on them. */
export function answerWith(
  outcome: Outcome,
  operation: string | RegExp,
  times = Number.POSITIVE_INFINITY,
): Fault {
  let count = 0;
  return ({ request, moment }) => {
    const name = `${request.method} ${request.path}`;
    const isMeant = typeof operation === 'string' ? name.includes(operation) : operation.test(name);
    if (moment !== 'before' || request.caller.kind !== 'job' || !isMeant || count >= times) return undefined;
    count += 1;
    return outcome;
  };
}

/** Lets GitHub act on the first `times` requests of a kind, and loses its answer on the way. */
export function loseAnswer(operation: string | RegExp, times = 1): Fault {
  let count = 0;
  return ({ request, moment }) => {
    const name = `${request.method} ${request.path}`;
    const isMeant = typeof operation === 'string' ? name.includes(operation) : operation.test(name);
    if (moment !== 'after' || request.caller.kind !== 'job' || !isMeant || count >= times) return undefined;
    count += 1;
    return 'cut';
  };
}
