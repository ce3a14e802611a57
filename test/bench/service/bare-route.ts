import Fastify from 'fastify';

/** One route that takes a ride by its schema, gives an answer of the same shape by its schema, and computes nothing. */
const app = Fastify({ ajv: { customOptions: { allowUnionTypes: true } } });
const label = { type: ['string', 'number', 'null'] };
const number = { type: ['number', 'null'] };
const text = { type: 'string' };
const body = {
  type: 'object',
  properties: {
    pickup_datetime: { type: ['string', 'null'] },
    VendorID: label,
    PULocationID: label,
    DOLocationID: label,
    passenger_count: number,
    trip_distance: number,
  },
  required: ['pickup_datetime', 'VendorID', 'PULocationID', 'DOLocationID', 'trip_distance'],
  additionalProperties: false,
};
const warning = { type: 'object', properties: { kind: text, column: text, message: text } };
const answer = {
  type: 'object',
  properties: {
    id: text,
    prediction: { type: 'number' },
    unit: text,
    model: text,
    version: text,
    digest: text,
    variant: text,
    warnings: { type: 'array', items: warning },
  },
};
app.post('/predict', { schema: { body, response: { 200: answer } } }, (request) => ({
  id: request.id,
  prediction: 12.166416873521143,
  unit: 'min',
  model: 'nyc-green-taxi',
  version: 'v1',
  digest: 'sha256:137b42d231946d156e3c81fad7dba78415800c0f6c118e16854cecf1bdbc6b19',
  variant: 'champion',
  warnings: [],
}));
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
process.once('SIGTERM', () => process.exit(0));
