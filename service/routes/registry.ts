import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../service-context.ts';
import { predictRoute } from './predict.ts';

export type AddRoute = (app: FastifyInstance, context: ServiceContext) => void;

/** Every route of the service. */
export const ROUTES: readonly AddRoute[] = [predictRoute];
