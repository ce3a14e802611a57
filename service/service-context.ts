import type { Logger } from 'pino';
import type { RecentRides } from '../pipeline/serve/recent-rides.ts';
import type { AppendLog } from './append-log.ts';
import type { Metrics } from './metrics.ts';
import type { ModelInService } from './model-in-service.ts';
import type { Settings } from './settings.ts';

/** What the routes work with. */
export interface ServiceContext {
  readonly settings: Settings;
  readonly model: ModelInService;
  readonly metrics: Metrics;
  readonly log: AppendLog;
  readonly logger: Logger;
  /** Replaced when another champion comes, whose training differs. */
  readonly recent: () => RecentRides;
  readonly newId: () => string;
  readonly nowMs: () => number;
  /** False from the moment the service is to end. */
  readonly isReady: () => boolean;
  readonly feedbackKey: string;
}
