import { z } from 'zod';
import { RatchetError } from '../../pipeline/errors.ts';
import type { MlflowSettings } from './settings.ts';

/** A tracking server, by MLflow's REST API. Every request that fails throws an MlflowFailure. */
export interface Mlflow {
  /** Asks one operation, such as runs/create, and parses its answer. */
  readonly ask: <T>(method: Method, operation: string, given: unknown, answer: z.ZodType<T>) => Promise<T>;
  /** Puts a file at a path of the server's artifacts. */
  readonly upload: (path: string, bytes: Uint8Array) => Promise<void>;
}

type Method = 'GET' | 'POST' | 'PATCH';

/** The error of a request to a tracking server. */
export class MlflowFailure extends RatchetError {
  /** MLflow's word for it, such as RESOURCE_DOES_NOT_EXIST; undefined where the server said none. */
  readonly errorCode: string | undefined;

  constructor(
    asked: string,
    said: string,
    { cause, errorCode }: { cause?: unknown; errorCode?: string } = {},
  ) {
    super('network', `MLflow, ${asked}: ${said}`, {
      cause,
      hint: 'check MLFLOW_TRACKING_URI and the server; npm run ratchet -- runs --export mlflow makes up for it',
    });
    this.errorCode = errorCode;
  }
}

/** A server that takes longer is as good as away; nor may all requests of an export together hold a run up. */
const [REQUEST_MS, EXPORT_MS] = [10_000, 60_000];

const refusalSchema = z.object({ error_code: z.string(), message: z.string() }).partial();

/**
 * Opens a tracking server for one export. Nothing is asked yet.
 *
 * @throws RatchetError `usage` where the address is none of a server
 */
export function openMlflow(
  settings: MlflowSettings,
  limitMs: readonly [number, number] = [REQUEST_MS, EXPORT_MS],
): Mlflow {
  const { base, headers } = addressOf(settings);
  const [requestMs, exportMs] = limitMs;
  const over = AbortSignal.timeout(exportMs);
  const send = async (asked: string, url: string, init: RequestInit): Promise<string> => {
    const signal = AbortSignal.any([over, AbortSignal.timeout(requestMs)]);
    try {
      const response = await fetch(url, { ...init, signal, headers: { ...headers, ...init.headers } });
      const text = await response.text();
      if (response.ok) return text;
      throw refused(asked, response.status, text);
    } catch (error) {
      throw error instanceof MlflowFailure
        ? error
        : new MlflowFailure(asked, reasonOf(error), { cause: error });
    }
  };
  return {
    ask: async (method, operation, given, answer) => {
      const asked = `${method} ${operation}`;
      const query = method === 'GET' ? `?${new URLSearchParams(given as Record<string, string>)}` : '';
      const text = await send(asked, `${base}/api/2.0/mlflow/${operation}${query}`, {
        method,
        ...(method !== 'GET' && {
          body: JSON.stringify(given),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const parsed = answer.safeParse(jsonOf(text));
      if (parsed.success) return parsed.data;
      throw new MlflowFailure(
        asked,
        `the answer is not MLflow's: ${z.prettifyError(parsed.error).split('\n')[0]}`,
      );
    },
    upload: async (path, bytes) => {
      const url = `${base}/api/2.0/mlflow-artifacts/artifacts/${path}`;
      const type = { 'content-type': 'application/octet-stream' };
      await send(`PUT ${path}`, url, {
        method: 'PUT',
        body: new Blob([new Uint8Array(bytes)]),
        headers: type,
      });
    },
  };
}

/** Address and credentials; a name and a password go before a token, as in MLflow's own clients. */
function addressOf({ trackingUri, username, password, token }: MlflowSettings) {
  const url = URL.canParse(trackingUri) ? new URL(trackingUri) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new RatchetError(
      'usage',
      `MLFLOW_TRACKING_URI is ${trackingUri}, which is no address of a server`,
      {
        hint: 'give one that begins with http:// or https://',
      },
    );
  }
  const [name, secret] = [
    username ?? decodeURIComponent(url.username),
    password ?? decodeURIComponent(url.password),
  ];
  const basic = name !== '' && secret !== '' && Buffer.from(`${name}:${secret}`).toString('base64');
  const authorization = basic ? `Basic ${basic}` : token && `Bearer ${token}`;
  return {
    base: `${url.origin}${url.pathname.replace(/\/$/, '')}`,
    headers: authorization ? { authorization } : {},
  };
}

function refused(asked: string, status: number, text: string): MlflowFailure {
  const { success, data } = refusalSchema.safeParse(jsonOf(text));
  const { error_code: errorCode, message } = success ? data : {};
  const said = `the server answered ${status}: ${message ?? text.slice(0, 200)}`;
  return new MlflowFailure(asked, said, errorCode === undefined ? {} : { errorCode });
}

/** What a fetch that got no answer says; the reason lies in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

/** A text that is no JSON stands for itself, and fits no schema. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
