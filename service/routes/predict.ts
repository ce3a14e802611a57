import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ScoringWarning } from '../../pipeline/predict/scoring-warning.ts';
import { predictionLine } from '../../pipeline/serve/log-line.ts';
import { answering, hashedKey, type Player, type Trial } from '../lineup.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { ServiceContext } from '../service-context.ts';

/** Bytes that one ride may take. */
export const RIDE_BYTES = 16_384;

export const KEY_HEADER = 'ratchet-key';
export const MAX_KEY_LENGTH = 200;
const KEY = new RegExp(`^[!-~]{1,${MAX_KEY_LENGTH}}$`);
const JSON_TYPE = 'application/json; charset=utf-8';

/** Who answers a request, and what stands for its key while a trial is on. */
export interface Assignment {
  readonly player: Player;
  readonly trial: Trial | undefined;
  readonly key: string | undefined;
}

/** The key that a request names, else its id: such a request is a trial of its own. */
export function assign({ model }: ServiceContext, request: FastifyRequest): Assignment {
  const named = request.headers[KEY_HEADER];
  if (named !== undefined && !KEY.test(String(named)))
    throw new Refusal(
      422,
      `expected 1 to ${MAX_KEY_LENGTH} visible characters of ASCII in the header ${KEY_HEADER}`,
    );
  const { lineup } = model;
  const { trial } = lineup;
  if (!trial) return { player: lineup.champion, trial, key: undefined };
  const key = hashedKey(model.source.hashKey, trial.pair, String(named ?? request.id));
  return { player: answering(lineup, key), trial, key };
}

/** POST /predict: one ride. */
export function predictRoute(app: FastifyInstance, context: ServiceContext): void {
  app.post('/predict', { bodyLimit: RIDE_BYTES, config: { countsItself: true } }, (request, reply) => {
    const { id } = request;
    const assigned = assign(context, request);
    const { player, trial } = assigned;
    const faults = player.queue.add(request.body, {
      take: (prediction, warnings) => {
        send(reply, id, player, prediction, warnings);
        context.metrics.answered('/predict', 200, (performance.now() - request.startedMs) / 1000);
        if (trial?.rollout.mode !== 'shadow') record(context, assigned, id, prediction, warnings);
        else shadow(context, assigned, trial, request.body, id, prediction, warnings);
      },
      fail: (error) => {
        if (reply.sent)
          context.logger.error({ err: error, requestId: request.id }, 'an answer was not recorded');
        else reply.send(error);
      },
    });
    if (faults) throw invalid(faults);
    context.recent().add(player.queue.block, player.queue.length - 1);
  });
}

function send(
  reply: FastifyReply,
  id: string,
  { answerTail }: Player,
  prediction: number,
  warnings: readonly ScoringWarning[],
): void {
  const found = warnings.length === 0 ? '[]' : JSON.stringify(warnings);
  reply.header('content-type', JSON_TYPE);
  reply.send(`{"id":"${id}","prediction":${prediction}${answerTail},"warnings":${found}}`);
}

/** Counts and logs an answer. */
function record(
  { metrics, log, nowMs }: ServiceContext,
  { player, trial, key }: Assignment,
  id: string,
  prediction: number,
  warnings: readonly ScoringWarning[],
  shadowed?: number,
): void {
  const { variant, served } = player;
  const { version } = served.published;
  metrics.predicted(variant, version, prediction, warnings);
  const line = { kind: 'prediction', id, at: nowMs(), version, variant, prediction } as const;
  log.append(predictionLine(trial ? { ...line, trial: trial.name, key, shadow: shadowed } : line));
}

/** Has the challenger score the ride, after it was answered; whatever becomes of that, the answer stands. */
function shadow(
  context: ServiceContext,
  assigned: Assignment,
  { challenger }: Trial,
  ride: unknown,
  id: string,
  prediction: number,
  warnings: readonly ScoringWarning[],
): void {
  try {
    const faults = challenger.queue.add(ride, {
      take: (shadowed) => record(context, assigned, id, prediction, warnings, shadowed),
      fail: (error) => unshadowed(context, error, () => record(context, assigned, id, prediction, warnings)),
    });
    if (faults) throw new Error(faults[0]!.detail);
  } catch (error) {
    unshadowed(context, error, () => record(context, assigned, id, prediction, warnings));
  }
}

/** The challenger could not score a ride; the answer is recorded without it. */
function unshadowed({ logger, metrics }: ServiceContext, error: unknown, recordAnswer: () => void): void {
  logger.warn({ err: error }, 'the challenger could not score a ride in the shadow');
  metrics.shadowFailed();
  recordAnswer();
}
