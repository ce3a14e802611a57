import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openMlflow } from '../../../platform/mlflow/client.ts';
import { mlflowSettings } from '../../../platform/mlflow/settings.ts';
import { errorOf } from '../error-of.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A server on loopback that answers as a test says. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (environment: Record<string, string>, limitsMs?: [number, number]) =>
  openMlflow(mlflowSettings(environment)!, limitsMs).ask(
    'GET',
    'experiments/get',
    {},
    z.object({ id: z.string() }),
  );

describe('the settings', () => {
  it('name no server where the environment does not, or only by an empty variable', () => {
    expect(mlflowSettings({})).toBeUndefined();
    expect(mlflowSettings({ MLFLOW_TRACKING_URI: '', MLFLOW_TRACKING_TOKEN: 'x' })).toBeUndefined();
  });

  it.each(['mlruns', 'sqlite:///mlflow.db', 'databricks'])('%s is no address of a server', async (uri) => {
    expect(await errorOf(() => ask({ MLFLOW_TRACKING_URI: uri }))).toMatchObject({ code: 'usage' });
  });
});

describe('a request', () => {
  const AUTHORIZATIONS = [
    { who: 'nobody', environment: {}, user: '', sent: undefined },
    { who: 'a token', environment: { TOKEN: 'abc' }, user: '', sent: 'Bearer abc' },
    // printf 'ann:pass' | base64
    {
      who: 'a name and a password',
      environment: { USERNAME: 'ann', PASSWORD: 'pass' },
      user: '',
      sent: 'Basic YW5uOnBhc3M=',
    },
    {
      who: 'both',
      environment: { USERNAME: 'ann', PASSWORD: 'pass', TOKEN: 'abc' },
      user: '',
      sent: 'Basic YW5uOnBhc3M=',
    },
    {
      who: 'a name without a password, and a token',
      environment: { USERNAME: 'ann', TOKEN: 'abc' },
      user: '',
      sent: 'Bearer abc',
    },
    { who: 'the address', environment: {}, user: 'ann:pass@', sent: 'Basic YW5uOnBhc3M=' },
  ];
  it.each(AUTHORIZATIONS)('is authorized by $who', async ({ environment, user, sent }) => {
    const seen: IncomingMessage[] = [];
    const host = await serve((request, response) => {
      seen.push(request);
      response.end('{"id":"1"}');
    });
    const own = Object.entries(environment).map(([name, value]) => [`MLFLOW_TRACKING_${name}`, value]);
    await ask({ MLFLOW_TRACKING_URI: `http://${user}${host}/base/`, ...Object.fromEntries(own) });
    expect(seen[0]!.headers.authorization).toBe(sent);
    expect(seen[0]!.url).toBe('/base/api/2.0/mlflow/experiments/get');
  });

  it('that is refused says what the server said, and keeps its word for it', async () => {
    const host = await serve((_, response) => {
      response.statusCode = 404;
      response.end('{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"No experiment."}');
    });
    expect(await errorOf(() => ask({ MLFLOW_TRACKING_URI: `http://${host}` }))).toMatchObject({
      code: 'network',
      errorCode: 'RESOURCE_DOES_NOT_EXIST',
      message: 'MLflow, GET experiments/get: the server answered 404: No experiment.',
    });
  });

  it.each([
    ['<html>Sign in</html>', 'expected object, received string'],
    ['{"name":"1"}', 'Invalid input'],
  ])('that is answered by %s is not taken for MLflow', async (text, said) => {
    const host = await serve((_, response) => response.end(text));
    const error = await errorOf(() => ask({ MLFLOW_TRACKING_URI: `http://${host}` }));
    expect(error.message).toContain("the answer is not MLflow's");
    expect(error.message).toContain(said);
  });

  it.each([
    ['each request', [100, 60_000]],
    ['the whole export', [60_000, 100]],
  ] as const)('does not wait for a silent server longer than %s may take', async (_, limitsMs) => {
    const host = await serve(() => {});
    const started = performance.now();
    const error = await errorOf(() => ask({ MLFLOW_TRACKING_URI: `http://${host}` }, [...limitsMs]));
    expect(error.message).toBe('MLflow, GET experiments/get: no answer in time');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
