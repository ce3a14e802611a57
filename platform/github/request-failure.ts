import { RatchetError } from '../../pipeline/errors.ts';

/** What a failed request brings, of what octokit and fetch throw. */
interface Failure {
  readonly status?: number;
  readonly message?: string;
  /** The request as it was sent. */
  readonly request?: RequestNames;
  readonly response?: {
    readonly headers?: Readonly<Record<string, string | number | undefined>>;
    readonly data?: unknown;
  };
}

interface RequestNames {
  readonly method: string;
  readonly url: string;
}

/** The error of a request to GitHub that failed for good: which, how, and what to do. Keeps its status. */
export class RequestFailure extends RatchetError {
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** What GitHub said, as it said it. */
  readonly said: string;

  constructor(error: unknown, asked: RequestNames) {
    const failure = error as Failure;
    const { method, url } = failure.request ?? asked;
    const said = saidBy(failure);
    // octokit gives 500 to a request that got no answer at all.
    const status = failure.response === undefined ? undefined : failure.status;
    const place = `${method} ${url.replace(/^https?:\/\/[^/]+/, '')}`;
    super(
      'github',
      `${place}: ${status === undefined ? 'no answer' : `GitHub answered ${status}`}: ${said}`,
      {
        cause: error,
        hint: hintOf(status, said, failure),
      },
    );
    this.status = status;
    this.said = said;
  }
}

export function requestFailure(error: unknown, request: RequestNames): RequestFailure {
  return error instanceof RequestFailure ? error : new RequestFailure(error, request);
}

/** Whether a request failed with one of some statuses. */
export function failedWith(error: unknown, ...statuses: readonly number[]): error is RequestFailure {
  return error instanceof RequestFailure && error.status !== undefined && statuses.includes(error.status);
}

function saidBy({ response, message }: Failure): string {
  const data = response?.data;
  if (typeof data !== 'object' || data === null) return message ?? 'nothing';
  const { message: told, errors } = data as { message?: unknown; errors?: unknown };
  const details = Array.isArray(errors) ? errors.map(detailOf).filter((text) => text !== '') : [];
  return [typeof told === 'string' ? told : (message ?? 'nothing'), ...details].join('; ');
}

/** A detail is a text, or an object whose message or code says what its field lacks. */
function detailOf(detail: unknown): string {
  if (typeof detail === 'string') return detail;
  if (typeof detail !== 'object' || detail === null) return '';
  const { message, field, code } = detail as Record<string, unknown>;
  return typeof message === 'string' ? message : [field, code].filter((part) => part !== undefined).join(' ');
}

function hintOf(status: number | undefined, said: string, { response }: Failure): string {
  if (status === undefined || status >= 500)
    return 'GitHub did not do its part: run it again, nothing is half-done';
  if (status === 429 || /rate limit/i.test(said)) return 'a limit of GitHub is reached: run it again later';
  if (status === 401) return 'the token is no longer valid: run the job again';
  const accepted = response?.headers?.['x-accepted-github-permissions'];
  if (status === 403 && typeof accepted === 'string' && accepted !== '') {
    const permission = accepted.replaceAll('_', '-').replaceAll('=', ': ').replaceAll(';', ' or');
    return `grant the job ${permission} under permissions: in its workflow; where it has that, Settings → Actions → General limits what workflows may do`;
  }
  if (status === 403)
    return 'Settings → Actions → General and the rules of the branch say what workflows may do';
  if (status === 404) return 'it does not exist, or the permissions of the job do not show it';
  return 'read what GitHub said; run it again if somebody else was faster';
}
