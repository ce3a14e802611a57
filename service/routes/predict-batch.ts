import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RatchetError } from '../../pipeline/errors.ts';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { ScoringWarning } from '../../pipeline/predict/scoring-warning.ts';
import { type Fault, shown } from '../../pipeline/serve/fault.ts';
import { predictionLine } from '../../pipeline/serve/log-line.ts';
import { MAX_FAULTS, readRides } from '../../pipeline/serve/read-rides.ts';
import { ARROW_STREAM, readArrowRides, writeArrowPredictions } from '../arrow-rides.ts';
import type { Trial } from '../lineup.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { ServiceContext } from '../service-context.ts';
import { type Assignment, assign } from './predict.ts';

/** Bytes that a batch may take. */
export const BATCH_BYTES = 8 * 1_048_576;

/** Predictions of a batch, in the order of its rides. */
interface BatchScores {
  /** The rides, block by block. */
  readonly blocks: readonly Block[];
  readonly predictions: Float64Array;
  readonly warnings: ReadonlyMap<number, readonly ScoringWarning[]>;
}

/** POST /predict/batch: many rides, as JSON or as an Arrow IPC stream. */
export function predictBatchRoute(app: FastifyInstance, context: ServiceContext): void {
  app.addContentTypeParser(
    ARROW_STREAM,
    { parseAs: 'buffer', bodyLimit: BATCH_BYTES },
    (_request, body, done) => {
      done(null, body);
    },
  );
  app.post('/predict/batch', { bodyLimit: BATCH_BYTES }, async (request, reply) => {
    const { id, body } = request;
    const assigned = assign(context, request);
    const deadlineMs = context.nowMs() + context.settings.timeoutMs;
    const isArrow = body instanceof Uint8Array;
    const scores = isArrow
      ? scoreArrow(context, assigned, body)
      : await scoreJson(context, assigned, ridesOf(body, context.settings.batchRows), deadlineMs);
    await record(context, assigned, id, scores);
    const { published } = assigned.player.served;
    if (!wantsArrow(request, isArrow)) {
      const warnings = [...scores.warnings].map(([row, found]) => ({ row, warnings: found }));
      reply.header('content-type', 'application/json; charset=utf-8');
      return `{"id":"${id}"${assigned.player.answerTail},"predictions":[${scores.predictions.join(',')}],"warnings":${JSON.stringify(warnings)}}`;
    }
    reply.header('content-type', ARROW_STREAM);
    reply.header('ratchet-prediction-id', id);
    reply.header('ratchet-version', published.version);
    reply.header('ratchet-digest', published.digest);
    reply.header('ratchet-variant', assigned.player.variant);
    return Buffer.from(
      writeArrowPredictions(published.model.target.name, scores.predictions, scores.warnings),
    );
  });
}

/** As the request came, unless it says otherwise. */
function wantsArrow({ headers: { accept } }: FastifyRequest, isArrow: boolean): boolean {
  if (accept?.includes(ARROW_STREAM)) return true;
  return isArrow && !accept?.includes('application/json');
}

function ridesOf(body: unknown, most: number): readonly unknown[] {
  const found = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const rides = found.find(([name]) => name === 'rides')?.[1];
  if (!Array.isArray(rides) || found.length > 1) {
    const detail = `expected an object {"rides": […]} and nothing else, found ${
      found.length > 0
        ? Object.keys(body as object)
            .slice(0, 5)
            .join(', ')
        : shown(body)
    }`;
    throw invalid([{ pointer: '#', detail }]);
  }
  if (rides.length < 1 || rides.length > most)
    throw invalid([{ pointer: '#/rides', detail: `expected 1 to ${most} rides, found ${rides.length}` }]);
  return rides;
}

/** Block by block, with a turn for other requests between them. */
async function scoreJson(
  context: ServiceContext,
  { player }: Assignment,
  rides: readonly unknown[],
  deadlineMs: number,
): Promise<BatchScores> {
  const { fields, scorer } = player.served;
  const predictions = new Float64Array(rides.length);
  const warnings = new Map<number, readonly ScoringWarning[]>();
  const blocks: Block[] = [];
  const faults: Fault[] = [];
  let total = 0;
  for (let start = 0; start < rides.length; start += BLOCK_ROWS) {
    if (start > 0) await turn();
    if (context.nowMs() > deadlineMs) throw new Refusal(503, 'the batch takes too long; send a smaller one');
    const read = readRides(fields, rides.slice(start, start + BLOCK_ROWS), (row) => `#/rides/${start + row}`);
    if (read.faults) {
      faults.push(...read.faults);
      total += read.total;
    } else if (total === 0) {
      const scored = scorer.score(read.block);
      predictions.set(scored.predictions, start);
      for (const [row, found] of scored.warnings) warnings.set(start + row, found);
      blocks.push(read.block);
    }
  }
  if (total > 0) throw invalid(faults.slice(0, MAX_FAULTS), total);
  return { blocks, predictions, warnings };
}

function scoreArrow(context: ServiceContext, { player }: Assignment, bytes: Uint8Array): BatchScores {
  try {
    const block = readArrowRides(player.served.scorer, bytes, context.settings.batchRows);
    return { blocks: [block], ...player.served.scorer.score(block) };
  } catch (error) {
    if (!(error instanceof RatchetError)) throw error;
    throw invalid(error.message.split('\n').map((detail) => ({ pointer: '#', detail })));
  }
}

/** Counts and logs the answers; in the shadow, the challenger scores them too. */
async function record(
  context: ServiceContext,
  { player, trial, key }: Assignment,
  id: string,
  { blocks, predictions, warnings }: BatchScores,
): Promise<void> {
  const { metrics, log, nowMs, recent } = context;
  const { variant, served } = player;
  const { version } = served.published;
  const common = { kind: 'prediction', at: nowMs(), version, variant } as const;
  const tried = trial && key !== undefined ? { trial: trial.name, key } : {};
  let first = 0;
  for (const block of blocks) {
    const shadowed = trial?.rollout.mode === 'shadow' ? shadowOf(context, trial, block) : undefined;
    for (let i = 0; i < block.rows; i++) {
      const row = first + i;
      const prediction = predictions[row]!;
      recent().add(block, i);
      metrics.predicted(variant, version, prediction, warnings.get(row) ?? []);
      const shadow = shadowed === undefined ? {} : { shadow: shadowed[i]! };
      log.append(predictionLine({ ...common, id: `${id}.${row}`, prediction, ...tried, ...shadow }));
    }
    first += block.rows;
    await turn();
  }
}

/** What the challenger would have answered; nothing where it fails, for the answer stands. */
function shadowOf(
  { metrics, logger }: ServiceContext,
  { challenger }: Trial,
  block: Block,
): Float64Array | undefined {
  try {
    return challenger.served.scorer.score(block).predictions;
  } catch (error) {
    logger.warn({ err: error }, 'the challenger could not score a batch in the shadow');
    metrics.shadowFailed();
    return undefined;
  }
}
