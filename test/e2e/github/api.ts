import type { IncomingHttpHeaders } from 'node:http';

export const ACTIONS_BOT = 'github-actions[bot]';

export type Access = 'read' | 'write' | 'none';
/** What `permissions:` of a job grants, by scope as the workflow writes it, such as pull-requests. */
export type Permissions = Readonly<Record<string, Access>>;

/** Whose token a request carries. */
export type Caller =
  | {
      readonly kind: 'job';
      readonly login: string;
      readonly runId: number;
      readonly job: string;
      readonly permissions: Permissions;
    }
  | { readonly kind: 'person'; readonly login: string }
  | { readonly kind: 'nobody'; readonly login: '' };

export interface ApiRequest {
  /** 1 for the first request to this GitHub. */
  readonly number: number;
  readonly method: string;
  /** As it came, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body parsed; undefined where it is empty or no JSON. */
  readonly json: unknown;
  readonly caller: Caller;
}

export interface ApiAnswer {
  readonly status: number;
  /** Bytes as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a route that answers with a refusal of GitHub's. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.details = details;
    this.headers = headers;
  }

  get answer(): ApiAnswer {
    return {
      status: this.status,
      body: {
        message: this.message,
        ...this.details,
        documentation_url: 'https://docs.github.com/rest',
        status: String(this.status),
      },
      headers: this.headers,
    };
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** A part of GitHub's answer to a body that it cannot use. */
export interface InvalidField {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
}

export const invalid = (...errors: InvalidField[]): Refusal =>
  new Refusal(422, 'Validation Failed', { errors });

/** A page of a list, with the header that leads to the next. */
export function page(request: ApiRequest, all: readonly unknown[], apiUrl: string): ApiAnswer {
  const size = Math.min(Number(request.query.get('per_page') ?? 30), 100);
  const number = Number(request.query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(to));
    return `<${apiUrl}${request.path}?${query}>; rel="${rel}"`;
  };
  const links = number < last ? [link(number + 1, 'next'), link(last, 'last')] : [];
  return {
    status: 200,
    body: all.slice((number - 1) * size, number * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** A page of a list that comes within an object, beside its total count. */
export function pageWithin(
  request: ApiRequest,
  key: string,
  all: readonly unknown[],
  apiUrl: string,
): ApiAnswer {
  const answer = page(request, all, apiUrl);
  return { ...answer, body: { total_count: all.length, [key]: answer.body } };
}

/** A body that has to be an object. */
export function bodyOf(request: ApiRequest): Record<string, unknown> {
  if (typeof request.json === 'object' && request.json !== null && !Array.isArray(request.json))
    return request.json as Record<string, unknown>;
  if (request.body.length === 0) return {};
  throw new Refusal(400, 'Problems parsing JSON');
}
