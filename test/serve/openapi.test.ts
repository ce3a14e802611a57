import { expect, test } from 'vitest';
import { openapiDocument } from '../../pipeline/serve/openapi.ts';

test('the figures of an explanation are told in the unit of the target, whatever it is', () => {
  const document = openapiDocument({
    title: 'Rain',
    description: '',
    version: 'v1',
    model: 'rain',
    target: { name: 'rain', unit: 'mm', column: 'rain', keep: [0, 100] },
    fields: [],
    example: {},
    batchRows: 10,
    keyHeader: 'ratchet-key',
    maxKeyLength: 100,
    idPattern: '.',
    arrowType: 'application/vnd.apache.arrow.stream',
  });
  const { schemas } = document['components'] as { schemas: { Explanation: { properties: object } } };
  const adds = { type: 'number', description: 'What it adds to the prediction, in mm' };
  expect(schemas.Explanation.properties).toMatchObject({
    unit: { const: 'mm' },
    prediction: { description: 'rain, in mm' },
    constant: { description: 'In mm' },
    terms: { items: { properties: { effect: adds }, required: ['term', 'group', 'effect'] } },
    groups: { items: { properties: { effect: adds }, required: ['group', 'effect', 'terms'] } },
    byInput: {
      items: {
        properties: {
          effect: {
            type: 'number',
            description: 'This prediction less that with the one input as most rides have it, in mm',
          },
        },
        required: ['input', 'value', 'typical', 'effect'],
      },
    },
  });
  expect(JSON.stringify(document)).not.toMatch(/minutes|\bmin\b/);
});
