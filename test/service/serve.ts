import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createLogger } from '../../service/create-logger.ts';
import { readSettings } from '../../service/settings.ts';
import { type RunningService, startService } from '../../service/start-service.ts';
import { copyModel } from '../bench/service/processes.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';

export const MODEL = 'nyc-green-taxi';
export const FEEDBACK_KEY = 'a key that is long enough';

/** A ride at half past eight on a Monday. */
export const RIDE = {
  pickup_datetime: '2021-02-01 08:30:00',
  VendorID: 2,
  PULocationID: 74,
  DOLocationID: 42,
  passenger_count: 1,
  trip_distance: 2.1,
};

export interface Served extends RunningService {
  readonly root: string;
  readonly logDir: string;
  /** What the service logged, line by line. */
  readonly lines: Record<string, unknown>[];
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
}

/** Starts services over real HTTP on copies of the embedded model; ends them after each test. */
export function services(): (
  env?: Record<string, string>,
  prepare?: (root: string) => void,
) => Promise<Served> {
  const temporaryFolder = temporaryFolders();
  const running: RunningService[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.end()));
  });
  return async (env = {}, prepare = () => {}) => {
    const root = temporaryFolder();
    copyModel(root);
    prepare(root);
    const lines: Record<string, unknown>[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) });
    const logDir = join(root, 'log');
    const settings = readSettings(
      {
        PORT: '0',
        RATCHET_ROOT: root,
        RATCHET_FEEDBACK_KEY: FEEDBACK_KEY,
        RATCHET_LOG_DIR: logDir,
        RATCHET_POLL_MS: '3600000',
        ...env,
      },
      root,
    );
    const service = await startService(settings, logger);
    running.push(service);
    const get = (path: string, init?: RequestInit) => fetch(`${service.address}${path}`, init);
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      get(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    return { ...service, root, logDir, lines, get, post };
  };
}
