import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { RatchetError } from '../pipeline/errors.ts';
import { RecentRides } from '../pipeline/serve/recent-rides.ts';
import { onlyModel } from '../platform/run/workspace.ts';
import { AppendLog } from './append-log.ts';
import { createApp } from './create-app.ts';
import type { Lineup } from './lineup.ts';
import { Metrics } from './metrics.ts';
import { ModelInService } from './model-in-service.ts';
import { idMaker } from './prediction-ids.ts';
import type { ServiceContext } from './service-context.ts';
import type { Settings } from './settings.ts';

const MIB = 1_048_576;
const LOG_FILES = 16;

/** The service as it runs. */
export interface RunningService {
  readonly app: FastifyInstance;
  readonly address: string;
  /** Reads registry and rollout again; false where the line-up of before stays. */
  readonly reload: () => boolean;
  /** Takes requests for `drainMs` more, answers what is in flight, writes the log, ends. */
  readonly end: () => Promise<void>;
  /** Token of POST /feedback; a new one where the settings name none. */
  readonly feedbackKey: string;
}

/** Starts the service. Throws a RatchetError where there is nothing to serve or its port is taken. */
export async function startService(settings: Settings, logger: Logger): Promise<RunningService> {
  const name = settings.model ?? onlyModel(settings.root);
  const feedbackKey = settings.feedbackKey ?? randomBytes(24).toString('base64url');
  let [isReady, metrics, recent] = [
    true,
    undefined as Metrics | undefined,
    undefined as RecentRides | undefined,
  ];
  const switched = (lineup: Lineup) => {
    const { published, fields } = lineup.champion.served;
    recent = new RecentRides(
      published.profile,
      fields.map((field) => field.name),
    );
    metrics?.reloaded('switched');
    metrics?.inService(lineup);
    const versions = {
      champion: published.version,
      challenger: lineup.trial?.challenger.served.published.version,
    };
    logger.info({ model: name, ...versions, mode: lineup.trial?.rollout.mode }, 'in service');
    if (lineup.trialFault)
      logger.error({ err: lineup.trialFault }, 'the trial is off: its challenger cannot be served');
  };
  const kept = (error: unknown) => {
    metrics?.reloaded('kept');
    logger.error({ err: error }, 'the versions in service stay: the registry cannot be followed');
  };
  const source = { root: settings.root, model: name, hashKey: feedbackKey };
  const model = new ModelInService(source, { switched, kept });
  const newId = idMaker();
  const log = new AppendLog({
    dir: settings.logDir ?? join(settings.root, 'out', name, 'service'),
    writer: newId().slice(0, -2),
    fileBytes: Math.floor(settings.logBytes / LOG_FILES),
    totalBytes: settings.logBytes,
    waitingBytes: 16 * MIB,
    flushMs: 200,
    failed: (error) => logger.error({ err: error }, 'predictions could not be logged'),
  });
  metrics = new Metrics({
    nowMs: Date.now,
    lineup: () => model.lineup,
    shifts: () => recent!.shifts(),
    droppedLines: () => log.dropped,
    isReady: () => isReady,
    isBroken: () => model.isBroken,
  });
  const context: ServiceContext = {
    settings,
    model,
    metrics,
    log,
    logger,
    recent: () => recent!,
    newId,
    nowMs: Date.now,
    isReady: () => isReady,
    feedbackKey,
  };
  const app = createApp(context);
  const address = await listen(app, settings);
  model.follow(settings.pollMs);
  const end = async () => {
    isReady = false;
    model.stop();
    await new Promise((resolve) => setTimeout(resolve, settings.drainMs));
    await app.close();
    await log.close();
  };
  return { app, address, reload: () => model.reload(), end, feedbackKey };
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RatchetError('usage', `the service cannot listen on ${host}:${port}: ${reason}`, {
      cause,
      hint: 'set HOST and PORT to an address of this machine that nobody listens on',
    });
  }
}
