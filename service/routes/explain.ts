import type { FastifyInstance } from 'fastify';
import { RatchetError } from '../../pipeline/errors.ts';
import { inputEffects } from '../../pipeline/predict/input-effects.ts';
import { readRides } from '../../pipeline/serve/read-rides.ts';
import { invalid } from '../refusal.ts';
import type { ServiceContext } from '../service-context.ts';
import { assign, RIDE_BYTES } from './predict.ts';

/** POST /explain: what the prediction of one ride is made of. */
export function explainRoute(app: FastifyInstance, context: ServiceContext): void {
  app.post('/explain', { bodyLimit: RIDE_BYTES }, (request) => {
    const { player } = assign(context, request);
    const { scorer, reference, fields, published } = player.served;
    const read = readRides(fields, [request.body], () => '#');
    if (read.faults) throw invalid(read.faults, read.total);
    return {
      unit: published.model.target.unit,
      model: published.model.name,
      version: published.version,
      digest: published.digest,
      variant: player.variant,
      ...explained(() => scorer.explain(read.block, 0)),
      byInput: inputEffects(scorer, read.block, reference),
      warnings: scorer.score(read.block).warnings.get(0) ?? [],
    };
  });
}

/** Values that give no number are a fault of the ride. */
function explained<T>(explain: () => T): T {
  try {
    return explain();
  } catch (error) {
    if (error instanceof RatchetError && error.code === 'numeric')
      throw invalid([{ pointer: '#', detail: error.message }]);
    throw error;
  }
}
