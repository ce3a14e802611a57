import type { FastifyInstance } from 'fastify';
import type { Player } from '../lineup.ts';
import type { ServiceContext } from '../service-context.ts';

/** GET /model: what is in service, and how good it is. */
export function modelRoute(app: FastifyInstance, { model }: ServiceContext): void {
  app.get('/model', () => {
    const { champion, trial } = model.lineup;
    const { name, target } = champion.served.published.model;
    return {
      model: name,
      target: { name: target.name, unit: target.unit, range: target.keep },
      champion: facts(champion),
      trial: trial
        ? {
            mode: trial.rollout.mode,
            share: trial.rollout.mode === 'ab' ? trial.rollout.share : 0,
            challenger: facts(trial.challenger),
          }
        : null,
    };
  });
}

function facts({ served: { published } }: Player) {
  const { version, digest, manifest, metrics } = published;
  const { rmse } = metrics.evaluation.models['candidate']!.metrics;
  return {
    version,
    digest,
    publishedAt: manifest.publishedAt,
    commit: manifest.code.commit ?? null,
    trainedOn: manifest.data.training.map(({ period }) => period),
    judgedOn: { periods: metrics.evaluation.periods, rows: metrics.evaluation.rows, rmse },
  };
}
