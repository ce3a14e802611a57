import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { RateWindow } from '../pipeline/serve/rate-window.ts';
import { Refusal, refuse } from './refusal.ts';
import { ROUTES } from './routes/registry.ts';
import type { ServiceContext } from './service-context.ts';

const RATE_WINDOW_MS = 1000;

/** The service over HTTP. */
export function createApp(context: ServiceContext): FastifyInstance {
  const { settings, newId, metrics, logger, nowMs } = context;
  const app = Fastify({
    logger: false,
    genReqId: newId,
    trustProxy: settings.trustProxy,
    requestTimeout: settings.timeoutMs,
    keepAliveTimeout: 65_000,
    // While it ends, requests on open connections are still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
  });
  app.removeContentTypeParser('text/plain');
  const rate = new RateWindow(settings.rateLimit, RATE_WINDOW_MS);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    if (!context.isReady()) reply.header('connection', 'close');
    const waitMs = request.method === 'POST' ? rate.take(request.ip, nowMs()) : 0;
    if (waitMs === 0) return request.is404 ? answerOther(app, request, reply) : done();
    reply.header('retry-after', Math.ceil(waitMs / 1000));
    refuse(reply, new Refusal(429, `expected at most ${settings.rateLimit} requests a second`));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode, elapsedTime } = reply;
    metrics.answered(route, statusCode, elapsedTime / 1000);
    if (statusCode >= 400) {
      const line = {
        requestId: request.id,
        route,
        method: request.method,
        status: statusCode,
        ms: elapsedTime,
      };
      logger[statusCode >= 500 ? 'error' : 'info'](line, 'refused');
    }
    done();
  });
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if (error instanceof Refusal) return refuse(reply, error);
    const status = (error as Partial<FastifyError>).statusCode ?? 500;
    if (status < 500) return refuse(reply, new Refusal(status, error.message));
    logger.error({ err: error, requestId: request.id }, 'a request failed');
    // What went wrong here is for the log; the id finds it there.
    refuse(reply, new Refusal(status, `see the log for request ${request.id}`));
  });
  // In a scope each: what one understands is nothing to the others.
  for (const addRoute of ROUTES) {
    app.register((scope, _options, done) => {
      addRoute(scope, context);
      done();
    });
  }
  // Hooks do not run for what is not found unless somebody answers it.
  app.setNotFoundHandler((request, reply) => answerOther(app, request, reply));
  return app;
}

/** 404 for what is not there, 405 for what is there but not by this method; whatever its body is. */
function answerOther(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?', 1)[0]!;
  const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method, url: path }));
  if (allowed.length > 0) reply.header('allow', allowed.join(', '));
  const refusal =
    allowed.length > 0
      ? new Refusal(405, `expected ${allowed.join(' or ')}`)
      : new Refusal(404, 'GET /openapi.json tells what there is');
  refuse(reply, refusal);
}
