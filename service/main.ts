import { RatchetError } from '../pipeline/errors.ts';
import { createLogger } from './create-logger.ts';
import { readSettings } from './settings.ts';
import { startService } from './start-service.ts';

/** Until the settings are read, which may fail. */
let logger = createLogger('info');

try {
  const settings = readSettings(process.env, process.cwd());
  logger = createLogger(settings.logLevel);
  const service = await startService(settings, logger);
  logger.info({ address: service.address, docs: `${service.address}/docs` }, 'listening');
  if (settings.feedbackKey === undefined)
    logger.info(
      { feedbackKey: service.feedbackKey },
      'RATCHET_FEEDBACK_KEY is not set; this one holds until the service ends',
    );
  process.on('SIGHUP', () => logger.info({ isWhole: service.reload() }, 'the registry was read again'));
  let isEnding = false;
  const end = async (signal: NodeJS.Signals) => {
    // Whoever asks twice, as a process group does, is not to cut off what is in flight.
    if (isEnding) return;
    isEnding = true;
    logger.info({ signal }, 'ending');
    await service.end();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        logger.fatal({ err: error }, 'did not end well');
        process.exit(1);
      });
    });
  }
} catch (error) {
  const told = error instanceof RatchetError ? { code: error.code, hint: error.hint } : { err: error };
  logger.fatal(told, error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof RatchetError ? error.exitCode : 4;
}
