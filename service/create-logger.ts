import { type DestinationStream, type Logger, pino } from 'pino';

/** Logs as lines of JSON. Neither rides, keys nor addresses of clients are ever handed to it. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { base: null, level, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}
