import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logLineSchema } from '../../pipeline/serve/log-line.ts';
import { RIDE, services } from './serve.ts';

const serve = services();
const MINUTES = 12.166416873521143;
const ANSWERED = {
  unit: 'min',
  model: 'nyc-green-taxi',
  version: 'v1',
  digest: 'sha256:137b42d231946d156e3c81fad7dba78415800c0f6c118e16854cecf1bdbc6b19',
  variant: 'champion',
};

describe('POST /predict', () => {
  it('answers with the prediction of the command line, the version that made it and no warning', async () => {
    const { post } = await serve();
    const response = await post('/predict', RIDE);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(await response.json()).toEqual({
      id: response.headers.get('x-request-id'),
      prediction: MINUTES,
      ...ANSWERED,
      warnings: [],
    });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}-/);
  });

  it('warns of a zone that was not seen and of a distance outside the usual range', async () => {
    const { post } = await serve();
    const response = await post('/predict', { ...RIDE, PULocationID: 'nowhere', trip_distance: 400 });
    expect(await response.json()).toMatchObject({
      warnings: [
        { kind: 'unseen', column: 'PULocationID', message: 'PULocationID nowhere was not seen in training' },
        { kind: 'outside-range', column: 'trip_distance' },
      ],
    });
  });

  it('lists every fault of a ride in a problem', async () => {
    const { post } = await serve();
    const response = await post('/predict', {
      ...RIDE,
      trip_distance: '2',
      VendorID: undefined,
      pasenger_count: 1,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await response.json()).toEqual({
      type: 'urn:ratchet:problem:invalid',
      title: 'The request does not say what it has to',
      status: 422,
      detail: '3 faults',
      errors: [
        {
          pointer: '#/VendorID',
          detail: 'expected a label (text of at most 100 characters, or a number), or null, found nothing',
        },
        { pointer: '#/trip_distance', detail: 'expected a number, or null, found "2"' },
        {
          pointer: '#/pasenger_count',
          detail: 'there is no input "pasenger_count"; did you mean "passenger_count"?',
        },
      ],
    });
  });

  it.each([
    { what: 'text that is no JSON', body: '{', type: 'application/json', status: 400 },
    { what: 'no body', body: '', type: 'application/json', status: 400 },
    { what: 'another content type', body: 'x', type: 'text/plain', status: 415 },
    {
      what: 'a body of more than 16 kB',
      body: JSON.stringify({ a: 'x'.repeat(17_000) }),
      type: 'application/json',
      status: 413,
    },
    {
      what: 'a member that would reach into every object',
      body: '{"__proto__":{"a":1}}',
      type: 'application/json',
      status: 400,
    },
  ])('refuses $what with $status', async ({ body, type, status }) => {
    const { post } = await serve();
    const response = await post('/predict', body, { 'content-type': type });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      status,
      type: expect.stringMatching(/^urn:ratchet:problem:/),
    });
  });

  it('answers rides that come together as it does one by one', async () => {
    const { post } = await serve();
    const miles = Array.from({ length: 60 }, (_, i) => i / 7);
    const ask = async (trip_distance: number) =>
      ((await (await post('/predict', { ...RIDE, trip_distance })).json()) as { prediction: number })
        .prediction;
    const together = await Promise.all(miles.map(ask));
    for (const [i, distance] of miles.entries()) expect(await ask(distance)).toBe(together[i]);
  });

  it('logs what it answered, and nothing of the ride', async () => {
    const { post, logDir, end } = await serve();
    const { id } = (await (await post('/predict', RIDE)).json()) as { id: string };
    await end();
    const [file] = readdirSync(logDir);
    const [line, ...others] = readFileSync(join(logDir, file!), 'utf8').trimEnd().split('\n');
    expect(others).toEqual([]);
    expect(logLineSchema.parse(JSON.parse(line!))).toEqual({
      kind: 'prediction',
      id,
      at: expect.closeTo(Date.now(), -5),
      version: 'v1',
      variant: 'champion',
      prediction: MINUTES,
    });
  });
});

describe('POST /predict/batch', () => {
  it('answers in the order of the rides, with warnings by row', async () => {
    const { post } = await serve();
    const response = await post('/predict/batch', { rides: [RIDE, { ...RIDE, DOLocationID: 999 }, RIDE] });
    const { predictions, warnings, ...others } = (await response.json()) as Record<string, unknown[]>;
    expect(others).toEqual({ id: expect.any(String), ...ANSWERED });
    expect([predictions![0], predictions![2]]).toEqual([MINUTES, MINUTES]);
    expect(warnings).toEqual([
      { row: 1, warnings: [expect.objectContaining({ kind: 'unseen', column: 'DOLocationID' })] },
    ]);
  });

  it('lists faults of all rides with their rows, a hundred at most, and says how many there are', async () => {
    const { post } = await serve();
    const rides = Array.from({ length: 1000 }, (_, i) =>
      i % 2 === 0 ? RIDE : { ...RIDE, trip_distance: 'far' },
    );
    const problem = (await (await post('/predict/batch', { rides })).json()) as {
      detail: string;
      errors: { pointer: string }[];
    };
    expect(problem.detail).toBe('500 faults; the first 100 are listed');
    expect([problem.errors.length, problem.errors[99]!.pointer]).toEqual([100, '#/rides/199/trip_distance']);
  });

  it.each([
    { what: 'no rides', body: { rides: [] }, detail: 'expected 1 to 5 rides, found 0' },
    { what: 'too many', body: { rides: Array(6).fill(RIDE) }, detail: 'expected 1 to 5 rides, found 6' },
    {
      what: 'something else',
      body: { rides: [RIDE], more: 1 },
      detail: 'expected an object {"rides": […]} and nothing else, found rides, more',
    },
    { what: 'a list', body: [RIDE], detail: 'expected an object {"rides": […]} and nothing else, found 0' },
  ])('refuses $what', async ({ body, detail }) => {
    const { post } = await serve({ RATCHET_BATCH_ROWS: '5' });
    const response = await post('/predict/batch', body);
    expect([response.status, await response.json()]).toMatchObject([422, { errors: [{ detail }] }]);
  });
});
