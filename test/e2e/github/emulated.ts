import { createServer } from 'node:net';
import { createEmulator } from 'emulate';
import { ACTIONS_BOT, type ApiAnswer } from './api.ts';

/** The part of GitHub that the package `emulate` plays: users, issues, labels and comments. */
export interface Emulated {
  /** Hands a request on in the name of a user. */
  request(login: string, method: string, target: string, body?: unknown): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export interface EmulatedOptions {
  readonly owner: string;
  readonly repo: string;
  readonly people: readonly string[];
  /** Address that links of answers lead to. */
  readonly apiUrl: string;
}

export async function startEmulated({ owner, repo, people, apiUrl }: EmulatedOptions): Promise<Emulated> {
  const logins = [...new Set([owner, ACTIONS_BOT, ...people])];
  const port = await freePort();
  const emulator = await createEmulator({
    service: 'github',
    port,
    baseUrl: apiUrl,
    seed: {
      tokens: Object.fromEntries(
        logins.map((login) => [tokenOf(login), { login, scopes: ['repo', 'user', 'admin:org'] }]),
      ),
      github: {
        users: logins.map((login) => ({ login })),
        repos: [{ owner, name: repo, auto_init: false }],
      },
    },
  });
  const request: Emulated['request'] = async (login, method, target, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${target}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(login)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const link = response.headers.get('link');
    return {
      status: response.status,
      ...(text === '' ? {} : { body: withBots(JSON.parse(text)) }),
      headers: link === null ? {} : { link },
    };
  };
  for (const login of logins) {
    if (login === owner) continue;
    await request(owner, 'PUT', `/repos/${owner}/${repo}/collaborators/${encodeURIComponent(login)}`, {
      permission: 'push',
    });
  }
  return { request, close: () => emulator.close() };
}

const tokenOf = (login: string): string => `emulated_${Buffer.from(login).toString('hex')}`;

/** emulate makes every account a person. */
function withBots(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBots);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withBots(inner)]),
  );
  if (copy['login'] === ACTIONS_BOT && copy['type'] === 'User') copy['type'] = 'Bot';
  return copy;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
