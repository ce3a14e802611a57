import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { FEEDBACK_KEY, RIDE, services } from './serve.ts';

const serve = services();
const authorization = `Bearer ${FEEDBACK_KEY}`;

describe('POST /explain', () => {
  it('gives terms that add up to the prediction', async () => {
    const { post } = await serve();
    const found = (await (await post('/explain', RIDE)).json()) as {
      prediction: number;
      constant: number;
      terms: { effect: number }[];
      byInput: { input: string; value: unknown; typical: unknown }[];
    };
    expect(found.prediction).toBe(12.166416873521143);
    const sum = found.terms.reduce((total, { effect }) => total + effect, found.constant);
    expect(sum).toBeCloseTo(12.166416873521143, 9);
    expect(found.byInput.find(({ input }) => input === 'PULocationID')).toMatchObject({ value: '74' });
  });

  it('names its figures as its document does, and their unit', async () => {
    const { get, post } = await serve();
    const { components } = (await (await get('/openapi.json')).json()) as { components: object };
    const root = { components, $ref: '#/components/schemas/Explanation' };
    const isDocumented = new Ajv2020({ strict: false }).compile(root);
    const found = (await (await post('/explain', RIDE)).json()) as Record<string, object[]>;
    expect([isDocumented(found), isDocumented.errors]).toEqual([true, null]);
    const names = ['terms', 'groups', 'byInput'].map((part) => Object.keys(found[part]![0]!));
    expect([found['unit'], ...names]).toEqual([
      'min',
      ['term', 'group', 'effect'],
      ['group', 'effect', 'terms'],
      ['input', 'value', 'typical', 'effect'],
    ]);
  });

  it('shows a label that was never seen as it was sent', async () => {
    const { post } = await serve();
    const found = (await (await post('/explain', { ...RIDE, PULocationID: 'nowhere' })).json()) as {
      byInput: { input: string }[];
    };
    expect(found.byInput.find(({ input }) => input === 'PULocationID')).toMatchObject({ value: 'nowhere' });
  });

  it('lists faults as /predict does', async () => {
    const { post } = await serve();
    const response = await post('/explain', { ...RIDE, VendorID: {} });
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { errors: [{ pointer: '#/VendorID' }] },
    ]);
  });
});

describe('POST /feedback', () => {
  it('takes the truth of a prediction from whoever has the key, and logs it', async () => {
    const { post, logDir, end } = await serve();
    const { id } = (await (await post('/predict', RIDE)).json()) as { id: string };
    const response = await post('/feedback', { id, actual: 14.5 }, { authorization });
    expect([response.status, await response.json()]).toEqual([202, { id }]);
    await end();
    const lines = readFileSync(join(logDir, readdirSync(logDir)[0]!), 'utf8')
      .trimEnd()
      .split('\n');
    expect(JSON.parse(lines[1]!)).toMatchObject({ kind: 'feedback', id, actual: 14.5 });
  });

  it.each([
    { headers: {} },
    { headers: { authorization: 'Bearer wrong' } },
    { headers: { authorization: FEEDBACK_KEY } },
  ])('refuses $headers with 401', async ({ headers }) => {
    const { post } = await serve();
    const response = await post('/feedback', { id: 'x', actual: 1 }, headers as Record<string, string>);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it('lists every fault', async () => {
    const { post } = await serve();
    const response = await post('/feedback', { id: 'x', actual: '1', more: 2 }, { authorization });
    expect([response.status, await response.json()]).toMatchObject([
      422,
      {
        errors: [
          { detail: 'there is no member "more"' },
          { pointer: '#/id', detail: 'expected the id of a prediction, found "x"' },
          { pointer: '#/actual', detail: 'expected a number, found "1"' },
        ],
      },
    ]);
  });
});

describe('the service', () => {
  it('tells which version is in service and how good it is', async () => {
    const { get } = await serve();
    expect(await (await get('/model')).json()).toMatchObject({
      model: 'nyc-green-taxi',
      target: { name: 'duration', unit: 'min', range: [1, 60] },
      champion: {
        version: 'v1',
        trainedOn: ['2021-01'],
        judgedOn: { periods: ['2021-02'], rmse: expect.closeTo(5.15, 1) },
      },
      trial: null,
    });
  });

  it('is alive and ready', async () => {
    const { get } = await serve();
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 200]);
  });

  it('tells Prometheus what it answered', async () => {
    const { get, post } = await serve();
    await post('/predict', RIDE);
    await post('/predict', { ...RIDE, PULocationID: 'nowhere' });
    await post('/predict', {});
    const text = await (await get('/metrics')).text();
    for (const line of [
      'ratchet_requests_total{route="/predict",status="200"} 2',
      'ratchet_requests_total{route="/predict",status="422"} 1',
      'ratchet_request_duration_seconds_count{route="/predict"} 3',
      'ratchet_prediction_count{variant="champion",version="v1"} 2',
      'ratchet_warnings_total{kind="unseen"} 1',
      'ratchet_ready 1',
      'ratchet_log_dropped_lines_total 0',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(
      /ratchet_model_info\{model="nyc-green-taxi",version="v1",digest="sha256:[0-9a-f]{64}",variant="champion"\} 1/,
    );
    expect(text).toMatch(/ratchet_model_age_seconds\{variant="champion"\} \d+/);
    expect(text).not.toContain('ratchet_input_psi{');
  });

  it('tells how far the last rides are from training, once there are 500', async () => {
    const { get, post } = await serve();
    await post('/predict/batch', { rides: Array(600).fill(RIDE) });
    const text = await (await get('/metrics')).text();
    const psi = Number(/ratchet_input_psi\{input="PULocationID"\} (\S+)/.exec(text)![1]);
    expect(psi).toBeGreaterThan(1);
  });

  it('answers what is not there with 404 and what is not done with 405 and what is', async () => {
    const { get } = await serve();
    expect((await get('/nothing')).status).toBe(404);
    const found = await get('/predict');
    expect([found.status, found.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await get('/model', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD');
  });

  it('refuses more requests a second than its limit, and says when to come again', async () => {
    const { post } = await serve({ RATCHET_RATE_LIMIT: '3' });
    const found = await Promise.all(Array.from({ length: 8 }, () => post('/predict', RIDE)));
    const statuses = found.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    expect(found.find(({ status }) => status === 429)!.headers.get('retry-after')).toBe('1');
    expect(statuses[0]).toBe(200);
  });

  it('behind a proxy tells clients apart by what the proxy says, not by what they say themselves', async () => {
    const { post } = await serve({ RATCHET_RATE_LIMIT: '1', RATCHET_TRUST_PROXY: 'true' });
    const ask = async (forwarded: string) =>
      (await post('/predict', RIDE, { 'x-forwarded-for': forwarded })).status;
    const others = await Promise.all(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(ask));
    const one = await Promise.all(['1.1.1.1, 10.0.0.9', '2.2.2.2, 10.0.0.9', '3.3.3.3, 10.0.0.9'].map(ask));
    expect(others).toEqual([200, 200, 200]);
    expect(one.sort()).toContain(429);
  });

  it('logs refusals with the id of the request and nothing of what it said', async () => {
    const { post, lines } = await serve();
    const response = await post('/predict', { ...RIDE, secret: 'a person' });
    expect(lines.at(-1)).toMatchObject({
      msg: 'refused',
      status: 422,
      route: '/predict',
      requestId: response.headers.get('x-request-id'),
    });
    expect(JSON.stringify(lines)).not.toMatch(/a person|127\.0\.0\.1"/);
  });

  it('documents what it does, for programs and for people', async () => {
    const { get } = await serve();
    const document = (await (await get('/openapi.json')).json()) as { openapi: string; paths: object };
    expect([document.openapi, Object.keys(document.paths)]).toEqual([
      '3.1.0',
      [
        '/predict',
        '/predict/batch',
        '/explain',
        '/feedback',
        '/model',
        '/healthz',
        '/readyz',
        '/metrics',
        '/openapi.json',
        '/docs',
      ],
    ]);
    const page = await get('/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toContain('<h2 id="predict-title">POST /predict</h2>');
    expect(text).toContain(
      '<tr><td><code>passenger_count</code></td><td>number, null</td>\n<td>no</td><td><code>1</code></td><td></td></tr>',
    );
  });
});

it('does not start where somebody else listens, and says so', async () => {
  const { port } = new URL((await serve()).address);
  await expect(serve({ PORT: port })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining(`cannot listen on 127.0.0.1:${port}: `),
  });
});
