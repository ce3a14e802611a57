import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { RateWindow } from '../pipeline/serve/rate-window.ts';
import { Refusal, refuse } from './refusal.ts';
import { predictRoute } from './routes/predict.ts';
import { ROUTES } from './routes/registry.ts';
import type { ServiceContext } from './service-context.ts';

const RATE_WINDOW_MS = 1000;

declare module 'fastify' {
  interface FastifyRequest {
    /** On the clock of `performance`, when the head of the request was there. */
    startedMs: number;
  }
  interface FastifyContextConfig {
    /** The route counts its answers of 200 itself. */
    countsItself?: boolean;
  }
}

/** The service over HTTP. */
export function createApp(context: ServiceContext): FastifyInstance {
  const { settings, newId, metrics, logger, nowMs } = context;
  const app = Fastify({
    logger: false,
    genReqId: newId,
    // One hop: what a client writes into the header itself is not believed.
    trustProxy: settings.trustProxy && ((_address: string, hop: number) => hop === 0),
    requestTimeout: settings.timeoutMs,
    keepAliveTimeout: 65_000,
    // While it ends, requests on open connections are still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
  });
  app.removeContentTypeParser('text/plain');
  const rate = new RateWindow(settings.rateLimit, RATE_WINDOW_MS);
  app.addHook('onRoute', ({ url }) => metrics.watch(url));
  app.decorateRequest('startedMs', 0);
  /** Counts an answer, and logs it where it is a refusal. */
  const told = (request: FastifyRequest, status: number) => {
    const route = request.routeOptions.url ?? 'unknown';
    const ms = performance.now() - request.startedMs;
    metrics.answered(route, status, ms / 1000);
    if (status < 400) return;
    const line = { requestId: request.id, route, method: request.method, status, ms };
    logger[status >= 500 ? 'error' : 'info'](line, 'refused');
  };
  const refuseTold = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    refuse(reply, refusal);
    if (request.routeOptions.config.countsItself || request.is404) told(request, refusal.status);
  };
  app.addHook('onRequest', (request, reply, done) => {
    request.startedMs = performance.now();
    reply.header('x-request-id', request.id);
    if (!context.isReady()) reply.header('connection', 'close');
    const waitMs = request.method === 'POST' ? rate.take(request.ip, nowMs()) : 0;
    if (waitMs > 0) {
      reply.header('retry-after', Math.ceil(waitMs / 1000));
      const detail = `expected at most ${settings.rateLimit} requests a second`;
      refuseTold(request, reply, new Refusal(429, detail));
    } else if (request.is404) refuseTold(request, reply, absent(app, request, reply));
    else done();
  });
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if (error instanceof Refusal) return refuseTold(request, reply, error);
    const status = (error as Partial<FastifyError>).statusCode ?? 500;
    if (status < 500) return refuseTold(request, reply, new Refusal(status, wordsOf(error)));
    logger.error({ err: error, requestId: request.id }, 'a request failed');
    // What went wrong here is for the log; the id finds it there.
    refuseTold(request, reply, new Refusal(status, `see the log for request ${request.id}`));
  });
  // In a scope each: what one understands is nothing to the others.
  for (const addRoute of ROUTES) {
    app.register((scope, _options, done) => {
      // A listener a request costs as much as the ride: the route of single rides counts by itself.
      if (addRoute !== predictRoute) {
        scope.addHook('onResponse', (request, reply, next) => {
          told(request, reply.statusCode);
          next();
        });
      }
      addRoute(scope, context);
      done();
    });
  }
  // Never reached, for the hook above answers first; without it, that hook would not run.
  app.setNotFoundHandler((request, reply) => refuse(reply, absent(app, request, reply)));
  return app;
}

/** What a client is told of a fault that Fastify found. */
function wordsOf({ code, message }: FastifyError): string {
  return code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE'
    ? 'expected the header "content-type: application/json"'
    : message;
}

/** 404 for what is not there, 405 for what is there but not by this method; whatever its body is. */
function absent(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Refusal {
  const path = request.url.split('?', 1)[0]!;
  const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method, url: path }));
  if (allowed.length === 0) return new Refusal(404, 'GET /openapi.json tells what there is');
  reply.header('allow', allowed.join(', '));
  return new Refusal(405, `expected ${allowed.join(' or ')}`);
}
