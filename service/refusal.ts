import type { FastifyReply } from 'fastify';
import type { Fault } from '../pipeline/serve/fault.ts';
import { problem } from '../pipeline/serve/problem.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A request that is refused. */
export class Refusal extends Error {
  readonly status: number;
  readonly faults: readonly Fault[] | undefined;

  constructor(status: number, detail: string, faults?: readonly Fault[]) {
    super(detail);
    this.status = status;
    this.faults = faults;
  }
}

/** A request whose JSON is not what it has to be. */
export function invalid(faults: readonly Fault[], total = faults.length): Refusal {
  const more = total > faults.length ? `; the first ${faults.length} are listed` : '';
  return new Refusal(422, `${total} ${total === 1 ? 'fault' : 'faults'}${more}`, faults);
}

/** Answers with a problem. */
export function refuse(reply: FastifyReply, { status, message, faults }: Refusal): void {
  reply.code(status).header('content-type', PROBLEM_TYPE);
  reply.send(JSON.stringify(problem(status, message, faults)));
}
