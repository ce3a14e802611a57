import type { Model } from '../model/model.ts';
import { WARNING_KINDS } from '../predict/scoring-warning.ts';
import { PROBLEM_STATUSES, type ProblemStatus, titleOf } from './problem.ts';
import { MAX_LABEL_LENGTH, type RideField, TIMESTAMP_PATTERN } from './ride-field.ts';
import type { Ride } from './smoke-test.ts';

/** What the document of an API is written from. */
export interface ApiFacts {
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly model: string;
  readonly target: Model['target'];
  readonly fields: readonly RideField[];
  readonly example: Ride;
  readonly batchRows: number;
  readonly keyHeader: string;
  readonly maxKeyLength: number;
  readonly idPattern: string;
  readonly arrowType: string;
}

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Schema, type = 'application/json') => ({ [type]: { schema } });
const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const strings: Schema = { type: 'array', items: text };

/** An object all of whose members are there. */
const object = (properties: Readonly<Record<string, Schema>>, description?: string): Schema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties,
  required: Object.keys(properties),
});

/** The OpenAPI 3.1 document of a model's service: its inputs are those that the model reads. */
export function openapiDocument(facts: ApiFacts): Schema {
  const { title, description, version, fields, target } = facts;
  return {
    openapi: '3.1.0',
    info: { title, description, version },
    paths: paths(facts),
    components: {
      schemas: {
        Ride: rideSchema(fields, facts.example),
        ...answers(facts),
        Problem: PROBLEM,
      },
      responses: Object.fromEntries(
        PROBLEM_STATUSES.map((status) => [`Problem${status}`, problemResponse(status)]),
      ),
      parameters: {
        Key: {
          name: facts.keyHeader,
          in: 'header',
          description: `Who asks, while a challenger is tried: the same key is always answered by the same version. Only a hash of it is kept.`,
          schema: { type: 'string', pattern: `^[!-~]{1,${facts.maxKeyLength}}$` },
        },
      },
      securitySchemes: {
        feedbackKey: {
          type: 'http',
          scheme: 'bearer',
          description: `Whoever tells the true ${target.name} decides trials.`,
        },
      },
    },
  };
}

/** A ride as a request gives it. */
export function rideSchema(fields: readonly RideField[], example: Ride): Schema {
  const types: Record<RideField['type'], Schema> = {
    timestamp: {
      type: ['string', 'null'],
      pattern: TIMESTAMP_PATTERN,
      description: 'On the wall clock of the place',
    },
    number: { type: ['number', 'null'] },
    category: { type: ['string', 'number', 'null'], maxLength: MAX_LABEL_LENGTH },
  };
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, type }) => [name, types[type]])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
    examples: [example],
  };
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    errors: {
      type: 'array',
      items: object({ pointer: text, detail: text }),
      description: 'Every fault of the request',
    },
  },
  required: ['type', 'title', 'status'],
};

const problemResponse = (status: ProblemStatus) => ({
  description: titleOf(status),
  content: content(ref('Problem'), 'application/problem+json'),
  ...(status === 429 && {
    headers: { 'retry-after': { schema: { type: 'integer' }, description: 'Seconds' } },
  }),
});

function answers({ target, idPattern }: ApiFacts): Readonly<Record<string, Schema>> {
  const id: Schema = { type: 'string', pattern: idPattern };
  const by = {
    unit: { const: target.unit },
    model: text,
    version: text,
    digest: text,
    variant: { enum: ['champion', 'challenger'] },
  };
  const warnings: Schema = { type: 'array', items: ref('Warning') };
  const prediction: Schema = { type: 'number', description: `${target.name}, in ${target.unit}` };
  const versionFacts = object({
    version: text,
    digest: text,
    publishedAt: { type: 'string', format: 'date-time' },
    commit: { type: ['string', 'null'] },
    trainedOn: strings,
    judgedOn: object({ periods: strings, rows: { type: 'integer' }, rmse: number }),
  });
  const constant: Schema = { type: 'number', description: `In ${target.unit}` };
  const effect = (what: string): Schema => ({ type: 'number', description: `${what}, in ${target.unit}` });
  const adds = effect('What it adds to the prediction');
  const instead = effect('This prediction less that with the one input as most rides have it');
  const input: Schema = { type: ['string', 'number', 'null'] };
  return {
    Warning: object(
      { kind: { enum: WARNING_KINDS }, column: text, message: text },
      'Why a prediction is to be taken with care',
    ),
    Prediction: object({ id, prediction, ...by, warnings }),
    Predictions: object({
      id,
      ...by,
      predictions: { type: 'array', items: prediction },
      warnings: { type: 'array', items: object({ row: { type: 'integer', minimum: 0 }, warnings }) },
    }),
    Explanation: object(
      {
        ...by,
        prediction,
        constant,
        terms: { type: 'array', items: object({ term: text, group: text, effect: adds }) },
        groups: { type: 'array', items: object({ group: text, effect: adds, terms: { type: 'integer' } }) },
        byInput: {
          type: 'array',
          items: object({ input: text, value: input, typical: input, effect: instead }),
        },
        warnings,
      },
      'Constant and terms add up to the prediction: its exact SHAP decomposition',
    ),
    Feedback: {
      ...object({
        id,
        actual: { type: 'number', description: `The true ${target.name}, in ${target.unit}` },
      }),
      additionalProperties: false,
    },
    FeedbackTaken: object({ id }),
    Model: object({
      model: text,
      target: object({ name: text, unit: text, range: { type: 'array', items: number } }),
      champion: versionFacts,
      trial: {
        anyOf: [
          { type: 'null' },
          object({ mode: { enum: ['shadow', 'ab'] }, share: number, challenger: versionFacts }),
        ],
      },
    }),
    Status: object({ status: text }),
  };
}

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly ok: Schema;
  readonly status?: number;
  readonly body?: Schema;
  readonly refusals?: readonly ProblemStatus[];
  readonly keyed?: boolean;
  readonly secured?: boolean;
}

const POST_REFUSALS: readonly ProblemStatus[] = [400, 413, 415, 422, 429, 500, 503];

function paths(facts: ApiFacts): Schema {
  const { arrowType, batchRows, model, target } = facts;
  const arrow = { [arrowType]: { schema: { type: 'string', format: 'binary' } } };
  const rides: Schema = {
    ...object({ rides: { type: 'array', items: ref('Ride'), minItems: 1, maxItems: batchRows } }),
    additionalProperties: false,
  };
  const html = content(text, 'text/html');
  return {
    '/predict': post({
      id: 'predict',
      summary: `Predict the ${target.name} of one ride`,
      body: content(ref('Ride')),
      ok: content(ref('Prediction')),
      keyed: true,
    }),
    '/predict/batch': post({
      id: 'predictBatch',
      summary: `Predict for up to ${batchRows} rides, as JSON or as an Arrow IPC stream`,
      body: { ...content(rides), ...arrow },
      ok: { ...content(ref('Predictions')), ...arrow },
      keyed: true,
    }),
    '/explain': post({
      id: 'explain',
      summary: 'Take one prediction apart, term by term',
      body: content(ref('Ride')),
      ok: content(ref('Explanation')),
      keyed: true,
    }),
    '/feedback': post({
      id: 'feedback',
      summary: `Tell the true ${target.name} of an earlier prediction`,
      body: content(ref('Feedback')),
      ok: content(ref('FeedbackTaken')),
      status: 202,
      refusals: [401],
      secured: true,
    }),
    '/model': get({
      id: 'model',
      summary: `Which version of ${model} is in service`,
      ok: content(ref('Model')),
    }),
    '/healthz': get({ id: 'alive', summary: 'Whether the process is alive', ok: content(ref('Status')) }),
    '/readyz': get({
      id: 'ready',
      summary: 'Whether requests are wanted',
      ok: content(ref('Status')),
      refusals: [503],
    }),
    '/metrics': get({ id: 'metrics', summary: 'Metrics for Prometheus', ok: content(text, 'text/plain') }),
    '/openapi.json': get({ id: 'openapi', summary: 'This document', ok: content({ type: 'object' }) }),
    '/docs': get({ id: 'docs', summary: 'This document, for people', ok: html }),
  };
}

const post = ({ refusals = [], ...operation }: Operation) => ({
  post: describe({ ...operation, refusals: [...POST_REFUSALS, ...refusals] }),
});

const get = ({ refusals = [], ...operation }: Operation) => ({
  get: describe({ ...operation, refusals: [500, ...refusals] }),
});

function describe({ id, summary, ok, status = 200, body, refusals = [], keyed, secured }: Operation): Schema {
  const problems = refusals.map((code) => [code, { $ref: `#/components/responses/Problem${code}` }]);
  return {
    operationId: id,
    summary,
    ...(keyed && { parameters: [{ $ref: '#/components/parameters/Key' }] }),
    ...(body && { requestBody: { required: true, content: body } }),
    ...(secured && { security: [{ feedbackKey: [] }] }),
    responses: { [status]: { description: 'Done', content: ok }, ...Object.fromEntries(problems) },
  };
}
