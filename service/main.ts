import { pino } from 'pino';
import { RatchetError } from '../pipeline/errors.ts';
import { readSettings } from './settings.ts';
import { startService } from './start-service.ts';

const logger = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  level: process.env['LOG_LEVEL'] ?? 'info',
});

try {
  const settings = readSettings(process.env, process.cwd());
  const service = await startService(settings, logger);
  logger.info({ address: service.address, docs: `${service.address}/docs` }, 'listening');
  if (settings.feedbackKey === undefined)
    logger.info(
      { feedbackKey: service.feedbackKey },
      'RATCHET_FEEDBACK_KEY is not set; this one holds until the service ends',
    );
  process.on('SIGHUP', () => service.reload());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'ending');
      service.end().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.fatal({ err: error }, 'did not end well');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  const told = error instanceof RatchetError ? { code: error.code, hint: error.hint } : { err: error };
  logger.fatal(told, error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof RatchetError ? error.exitCode : 4;
}
