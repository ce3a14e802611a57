import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptedHeader, isAllowed } from '../openapi/check-permission.ts';
import { faultsOf, operationOf } from '../openapi/check-request.ts';
import { type ApiAnswer, type ApiRequest, type Caller, Refusal } from './api.ts';
import type { Fault } from './faults.ts';
import type { Handler, Hub } from './hub.ts';
import type { PathTable } from './path-template.ts';

/** A request that the real GitHub would not have taken. */
export interface Violation {
  readonly kind: 'description' | 'permission' | 'token' | 'harness';
  readonly run: number | undefined;
  readonly job: string | undefined;
  /** Method and path. */
  readonly request: string;
  readonly what: string;
}

/** One line of the log of requests. */
export interface LoggedRequest {
  readonly request: ApiRequest;
  readonly status: number;
}

export interface Api {
  readonly hub: () => Hub;
  readonly routes: PathTable<Handler>;
  readonly faults: Fault[];
  readonly violations: Violation[];
  readonly requests: LoggedRequest[];
  /** Ends a run at once. */
  readonly kill: (runId: number) => void;
  /** Answers what stand-ins for actions ask, on a path of its own. */
  readonly standIns: (request: ApiRequest) => Promise<ApiAnswer>;
}

const NOBODY: Caller = { kind: 'nobody', login: '' };

export async function listen(api: Api): Promise<{ server: Server; url: string }> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    serve(api, count, incoming, outgoing).catch((error: unknown) => {
      outgoing.destroy();
      api.violations.push(
        violation('harness', undefined, `${incoming.method} ${incoming.url}`, String(error)),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function serve(
  api: Api,
  number: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await read(api, number, incoming);
  if (request.path.startsWith('/_stand-in/')) {
    const outcome = await firstFault(api, { request, moment: 'before' });
    send(outgoing, typeof outcome === 'object' ? outcome : await standIn(api, request));
    return;
  }
  let outcome = await firstFault(api, { request, moment: 'before' });
  if (outcome === undefined) {
    const answer = await answerOf(api, request);
    outcome = (await firstFault(api, { request, moment: 'after', answer })) ?? answer;
    api.requests.push({ request, status: typeof outcome === 'object' ? outcome.status : answer.status });
    if (outcome === 'cut') {
      cut(outgoing, answer);
      return;
    }
  } else api.requests.push({ request, status: typeof outcome === 'object' ? outcome.status : 0 });
  if (outcome === 'silence') return;
  if (outcome === 'cut') outgoing.destroy();
  else if (outcome === 'kill') {
    if (request.caller.kind === 'job') api.kill(request.caller.runId);
    outgoing.destroy();
  } else send(outgoing, outcome);
}

async function read(api: Api, number: number, incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://github.invalid');
  const token = /^(?:bearer|token) (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1];
  return {
    number,
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    json: parsed(body),
    caller: (token === undefined ? undefined : api.hub().callers.get(token)) ?? NOBODY,
  };
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

async function firstFault(api: Api, exchange: Parameters<Fault>[0]) {
  for (const fault of api.faults) {
    const outcome = await fault(exchange);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

async function answerOf(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  try {
    return await handle(api, request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    note(api, 'harness', request, error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { status: 500, body: { message: `the harness failed: ${error}` } };
  }
}

async function standIn(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  try {
    return await api.standIns(request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

async function handle(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  const { caller, method, path } = request;
  if (caller.kind === 'nobody') {
    note(api, 'token', request, 'no token, or one that was never given out');
    throw new Refusal(401, 'Bad credentials');
  }
  const operation = operationOf(method, path);
  // People of a scenario click; what they ask is not under test.
  if (caller.kind === 'job') for (const fault of faultsOf(request)) note(api, 'description', request, fault);
  const route = api.routes.find(method, path);
  if (operation === undefined || route === undefined) {
    note(api, 'description', request, 'this operation is not emulated');
    throw new Refusal(404, 'Not Found');
  }
  const hub = api.hub();
  const { owner, repo } = route.params;
  if (owner !== undefined && (owner !== hub.owner || repo !== hub.repo)) throw new Refusal(404, 'Not Found');
  if (caller.kind === 'job' && !isAllowed(operation, caller.permissions, await isPull(hub, path))) {
    const accepted = acceptedHeader(operation);
    note(api, 'permission', request, `${operation} needs ${accepted}`);
    throw new Refusal(
      403,
      'Resource not accessible by integration',
      {},
      { 'x-accepted-github-permissions': accepted },
    );
  }
  return route.value(hub, request, route.params);
}

/** Whether the issue in a path is a pull request; undefined where there is none in it. */
async function isPull(hub: Hub, path: string): Promise<boolean | undefined> {
  const number = /\/issues\/(\d+)/.exec(path)?.[1];
  if (number !== undefined) return hub.pulls.has(Number(number));
  const comment = /\/issues\/comments\/\d+$/.exec(path);
  if (comment === null) return undefined;
  const { body } = await hub.emulated.request(hub.owner, 'GET', path);
  const issue = /\d+$/.exec(String((body as { issue_url?: string } | undefined)?.issue_url ?? ''))?.[0];
  return issue === undefined ? undefined : hub.pulls.has(Number(issue));
}

function note(api: Api, kind: Violation['kind'], { caller, method, path }: ApiRequest, what: string): void {
  api.violations.push(violation(kind, caller, `${method} ${path}`, what));
}

const violation = (
  kind: Violation['kind'],
  caller: Caller | undefined,
  request: string,
  what: string,
): Violation => ({
  kind,
  run: caller?.kind === 'job' ? caller.runId : undefined,
  job: caller?.kind === 'job' ? caller.job : undefined,
  request,
  what,
});

function encoded({ status, body, headers }: ApiAnswer): {
  bytes: Buffer;
  headers: Record<string, string | number>;
} {
  const bytes =
    body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return {
    bytes,
    headers: {
      ...(status === 204
        ? {}
        : { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }),
      'x-github-media-type': 'github.v3; format=json',
      ...headers,
    },
  };
}

function send(outgoing: ServerResponse, answer: ApiAnswer): void {
  const { bytes, headers } = encoded(answer);
  outgoing.writeHead(answer.status, headers);
  outgoing.end(bytes);
}

/** Half of an answer, whose length was promised in full. */
function cut(outgoing: ServerResponse, answer: ApiAnswer): void {
  const { bytes, headers } = encoded(answer);
  outgoing.writeHead(answer.status, headers);
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
}
