import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../service-context.ts';
import { documentationRoutes } from './documentation.ts';
import { explainRoute } from './explain.ts';
import { feedbackRoute } from './feedback.ts';
import { healthRoutes } from './health.ts';
import { modelRoute } from './model.ts';
import { predictRoute } from './predict.ts';
import { predictBatchRoute } from './predict-batch.ts';

export type AddRoute = (app: FastifyInstance, context: ServiceContext) => void;

/** Every route of the service. */
export const ROUTES: readonly AddRoute[] = [
  predictRoute,
  predictBatchRoute,
  explainRoute,
  feedbackRoute,
  modelRoute,
  healthRoutes,
  documentationRoutes,
];
