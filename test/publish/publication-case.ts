import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { contractSchema } from '../../pipeline/contract/schema.ts';
import { digestOf, sha256 } from '../../pipeline/digest/digest.ts';
import { gate } from '../../pipeline/gate/gate.ts';
import type { DataFile } from '../../pipeline/publish/manifest.ts';
import { type PublicationInput, planPublication } from '../../pipeline/publish/plan-publication.ts';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { championOf } from '../../pipeline/publish/registry-state.ts';
import { versionDigest } from '../../pipeline/publish/version-digest.ts';
import { better, gateInput, type Ratio } from '../gate/gate-case.ts';

export const MONTHS = ['2021-01', '2021-02'].map((period) => ({
  period,
  bytes: new TextEncoder().encode(`rows of ${period}`),
}));

export const CONTRACT = contractSchema.parse(
  parse(readFileSync(new URL('../../models/nyc-green-taxi/model.yaml', import.meta.url), 'utf8')),
);

const [training, holdout] = MONTHS.map(
  ({ period, bytes }): DataFile => ({ period, sha256: sha256(bytes), rows: 76_518, bytes: bytes.length }),
);

/** Gates the `n`-th model of a series against the champion of a registry, and gathers what publishing it takes. */
export function publicationInput(registry = '', n = 1, ratio: Ratio = better): PublicationInput {
  const model = new TextEncoder().encode(`{"model":${n}}\n`);
  const contractDigest = digestOf(CONTRACT);
  const digest = versionDigest({ model: sha256(model), contract: contractDigest, data: [training!] });
  const champion = championOf(parseRegistry(registry));
  const input = gateInput(ratio);
  const { champion: scoredChampion, ...others } = input.evaluation.models;
  const evaluation = {
    ...input.evaluation,
    models: {
      candidate: { ...others['candidate']!, digest },
      ...(champion && { champion: { ...scoredChampion!, ...champion } }),
      mean: others['mean']!,
      'course-baseline': others['course-baseline']!,
    },
    rmseAtStart: 5.9,
  };
  const verdict = gate({
    ...input,
    evaluation,
    candidate: { ...input.candidate, digest },
    champion: champion && { ...input.champion!, ...champion, anchorDigest: champion.digest },
  });
  return {
    verdict,
    model,
    evaluation,
    contract: CONTRACT,
    contractDigest,
    codeDigest: `sha256:${'e'.repeat(64)}`,
    commit: 'f'.repeat(40),
    run: 'https://github.com/example/taxi/actions/runs/1',
    training: [training!],
    holdout: [holdout!],
    filteredShare: 0.034,
    profile: {
      schemaVersion: 1,
      rows: 76_518,
      days: { '2021-01-01': 76_518 },
      columns: {},
      target: { name: 'duration', histogram: { bins: [[3, 76_518]], nulls: 0, coarseness: 0 } },
    },
    registry,
    at: `2021-03-0${n}T06:00:00Z`,
  };
}

interface Series {
  readonly registry: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const seriesByCount = new Map<number, Series>();

/** Publishes a series of models, each better than the last. Gated once only: hundreds of tests start from it. */
export function publishSeries(count: number): Series {
  const series = seriesByCount.get(count) ?? makeSeries(count);
  seriesByCount.set(count, series);
  return series;
}

function makeSeries(count: number): Series {
  let registry = '';
  const files = new Map<string, Uint8Array>();
  for (let n = 1; n <= count; n++) {
    const plan = planPublication(publicationInput(registry, n));
    if (plan.kind !== 'publish') throw new Error(plan.reason);
    for (const { path, bytes } of plan.files) files.set(path, bytes);
    registry += plan.registryAppend;
  }
  return { registry, files };
}
