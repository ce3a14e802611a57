import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { ServiceContext } from '../service-context.ts';

/** GET /healthz, /readyz and /metrics: for those who run the service. */
export function healthRoutes(app: FastifyInstance, { isReady, metrics }: ServiceContext): void {
  app.get('/healthz', () => ({ status: 'alive' }));
  app.get('/readyz', () => {
    if (!isReady()) throw new Refusal(503, 'the service is ending');
    return { status: 'ready' };
  });
  app.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.registry.contentType);
    return metrics.registry.metrics();
  });
}
