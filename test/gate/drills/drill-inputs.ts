import type { GateInput } from '../../../pipeline/gate/gate-input.ts';
import { better, DIGESTS, gateInput, POLICY } from '../gate-case.ts';

export const champion = gateInput().champion!;
export const { candidate, evaluation } = gateInput();
export const month = { period: '2021-02', sha256: '2'.repeat(64) };
export const tiesPolicy = { ...POLICY, promote_on: 'no-worse' as const };

/** Without the champion, in facts and in figures. */
export function firstInput(changes: Partial<GateInput> = {}): GateInput {
  const input = gateInput(better, { champion: undefined });
  const { champion: _, ...models } = input.evaluation.models;
  return { ...input, evaluation: { ...input.evaluation, models }, ...changes };
}

export function withoutModel(name: string): GateInput['evaluation'] {
  const { [name]: _, ...models } = evaluation.models;
  return { ...evaluation, models };
}

export function withSse(name: string, day: number, value: number): GateInput['evaluation'] {
  const copy = structuredClone(evaluation);
  copy.total.sse[name]![day] = value;
  return copy;
}

/** The candidate is the champion again. */
export function sameInput(changes: Partial<GateInput> = {}): GateInput {
  const input = gateInput(() => 1);
  const same = { ...input.evaluation.models['candidate']!, digest: DIGESTS.champion };
  return {
    ...input,
    candidate: { ...input.candidate, digest: DIGESTS.champion },
    evaluation: { ...input.evaluation, models: { ...input.evaluation.models, candidate: same } },
    ...changes,
  };
}

/** The champion was let in as a tie; the anchor before it has `ratio` times the champion's squared error. */
export function anchoredInput(candidateRatio: (day: number) => number, anchorRatio: number): GateInput {
  const input = gateInput(candidateRatio, { policy: tiesPolicy });
  return {
    ...input,
    champion: { ...champion, version: 'v2', anchorDigest: DIGESTS.anchor },
    anchor: {
      version: 'v1',
      digest: DIGESTS.anchor,
      trainedOn: champion.trainedOn,
      sse: input.evaluation.total.sse['champion']!.map((sse) => sse * anchorRatio),
    },
  };
}
