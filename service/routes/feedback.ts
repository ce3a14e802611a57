import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Fault, shown } from '../../pipeline/serve/fault.ts';
import { feedbackLine } from '../../pipeline/serve/log-line.ts';
import { ID_PATTERN } from '../prediction-ids.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { ServiceContext } from '../service-context.ts';

const FEEDBACK_BYTES = 1024;
const ID = new RegExp(ID_PATTERN);

/** POST /feedback: what an earlier prediction's ride really took. Needs the key: whoever has it decides trials. */
export function feedbackRoute(app: FastifyInstance, context: ServiceContext): void {
  const expected = digest(`Bearer ${context.feedbackKey}`);
  app.post(
    '/feedback',
    {
      bodyLimit: FEEDBACK_BYTES,
      onRequest: (request, reply, done) => {
        // Digests are of one length, so that the comparison takes the same time whatever was sent.
        if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return done();
        reply.header('www-authenticate', 'Bearer');
        done(new Refusal(401, 'expected the header "authorization: Bearer …" with the feedback key'));
      },
    },
    (request, reply) => {
      const { id, actual } = read(request.body);
      context.log.append(feedbackLine({ kind: 'feedback', id, at: context.nowMs(), actual }));
      context.metrics.feedback();
      reply.code(202);
      return { id };
    },
  );
}

function read(body: unknown): { id: string; actual: number } {
  const { id, actual, ...others } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const faults: Fault[] = Object.keys(others).map((name) => ({
    pointer: '#',
    detail: `there is no member ${shown(name)}`,
  }));
  const isId = typeof id === 'string' && ID.test(id);
  const isActual = typeof actual === 'number' && Number.isFinite(actual);
  if (!isId) faults.push({ pointer: '#/id', detail: `expected the id of a prediction, found ${shown(id)}` });
  if (!isActual) faults.push({ pointer: '#/actual', detail: `expected a number, found ${shown(actual)}` });
  if (faults.length > 0 || !isId || !isActual) throw invalid(faults);
  return { id, actual };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
