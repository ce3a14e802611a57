import type { FastifyInstance } from 'fastify';
import { docsPage } from '../../pipeline/serve/docs-page.ts';
import { openapiDocument } from '../../pipeline/serve/openapi.ts';
import { typicalRide } from '../../pipeline/serve/smoke-test.ts';
import { ARROW_STREAM } from '../arrow-rides.ts';
import type { Lineup } from '../lineup.ts';
import { ID_PATTERN } from '../prediction-ids.ts';
import type { ServiceContext } from '../service-context.ts';
import { KEY_HEADER, MAX_KEY_LENGTH } from './predict.ts';

/** Nothing but the page's own style is loaded. */
const CONTENT_SECURITY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** GET /openapi.json and /docs: the API of the model in service. */
export function documentationRoutes(app: FastifyInstance, { model, settings }: ServiceContext): void {
  const documentOf = ({ champion: { served } }: Lineup) =>
    openapiDocument({
      ...served.about,
      version: served.published.version,
      model: served.published.model.name,
      target: served.published.model.target,
      fields: served.fields,
      example: typicalRide(served.scorer, served.reference),
      batchRows: settings.batchRows,
      keyHeader: KEY_HEADER,
      maxKeyLength: MAX_KEY_LENGTH,
      idPattern: ID_PATTERN,
      arrowType: ARROW_STREAM,
    });
  app.get('/openapi.json', () => documentOf(model.lineup));
  app.get('/docs', (_request, reply) => {
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-security-policy', CONTENT_SECURITY);
    return docsPage(documentOf(model.lineup));
  });
}
