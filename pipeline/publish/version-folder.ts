import { z } from 'zod';
import { canonicalJson } from '../digest/canonical-json.ts';
import { sha256 } from '../digest/digest.ts';
import { evaluationSchema } from '../evaluate/evaluation.ts';
import { verdictSchema } from '../gate/verdict.ts';
import type { Profile } from '../validate/profile.ts';
import type { CardFacts } from './card-facts.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { modelCard } from './model-card.ts';

/** metrics.json: how the version was judged, and what the gate made of it. */
export const versionMetricsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('publish'),
  evaluation: evaluationSchema,
  verdict: verdictSchema,
});

export type VersionMetrics = z.infer<typeof versionMetricsSchema>;

/** A file to write, at a path from the model's folder. */
export interface PlannedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface VersionFolderInput extends CardFacts {
  /** model.json as it was gated, byte for byte. */
  readonly model: Uint8Array;
  readonly profile: Profile;
  readonly filteredShare: number;
}

/** The files that the manifest of every version has to name. */
export const VERSION_FILES = ['model.json', 'metrics.json', 'profile.json', 'card.md'] as const;

/** Folder of a version, from the model's folder. */
export function versionPath(version: string): string {
  return `versions/${version}`;
}

/** The five files of a version: model.json, metrics.json, profile.json, card.md, and the manifest over them. */
export function planVersionFolder(input: VersionFolderInput): PlannedFile[] {
  const { version, evaluation, verdict, profile, model } = input;
  const metrics = { schemaVersion: 1, stage: 'publish', evaluation, verdict };
  const contents: readonly (readonly [name: (typeof VERSION_FILES)[number], bytes: Uint8Array])[] = [
    ['model.json', model],
    ['metrics.json', encode(`${canonicalJson(metrics)}\n`)],
    ['profile.json', encode(`${canonicalJson(profile)}\n`)],
    ['card.md', encode(modelCard(input))],
  ];
  const files = contents.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  const folder = versionPath(version);
  return [...contents, ['manifest.json', encode(manifestText(manifestOf(input, files)))] as const].map(
    ([name, bytes]) => ({ path: `${folder}/${name}`, bytes }),
  );
}

function manifestOf(input: VersionFolderInput, files: Manifest['files']): Manifest {
  const { contract, version, digest, contractDigest, codeDigest, commit, run, at } = input;
  return manifestSchema.parse({
    schemaVersion: 1,
    stage: 'publish',
    inputs: input.verdict.inputs,
    name: contract.name,
    version,
    digest,
    contract: contractDigest,
    code: { digest: codeDigest, ...(commit !== undefined && { commit }) },
    ...(run !== undefined && { run }),
    publishedAt: at,
    data: { training: input.training, holdout: input.holdout },
    filteredShare: input.filteredShare,
    files,
  });
}

/** Indented, for it is read by people, with keys in canonical order. */
function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(manifest)), null, 2)}\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
