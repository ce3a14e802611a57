import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { type Model, modelSchema } from '../../pipeline/model/model.ts';
import { dataFileSchema } from '../../pipeline/publish/manifest.ts';
import { type Profile, profileSchema } from '../../pipeline/validate/profile.ts';
import { type ValidationReport, validationReportSchema } from '../../pipeline/validate/report.ts';
import type { PlannedFile } from '../write-files.ts';

/** training.json: what a candidate was made of and what that cost. */
export const trainingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('train'),
  inputs: z.record(z.string(), z.string()),
  name: z.string(),
  recipe: z.string(),
  /** Digest of the version that it would become. */
  digest: z.string(),
  contractDigest: z.string(),
  codeDigest: z.string(),
  commit: z.string().optional(),
  training: z.array(dataFileSchema),
  filteredShare: z.number(),
  rows: z.number().int(),
  /** RMSE on the rows it was trained on; beyond a quarter of a million, on an even sample of their shards. */
  rmseTrain: z.number(),
  targetMean: z.number(),
  trainSeconds: z.number(),
  passes: z.number().int(),
  threads: z.number().int(),
  /** Most memory that the process held by then. */
  peakMb: z.number(),
});

export type Training = z.infer<typeof trainingSchema>;

/** A trained model that no gate has let through, with all that judging and publishing need. */
export interface Candidate {
  readonly model: Model;
  /** model.json, byte for byte what a version would carry. */
  readonly modelBytes: Uint8Array;
  readonly training: Training;
  /** Models of the contract's comparison recipes, trained on the same rows. */
  readonly comparisons: Readonly<Record<string, Model>>;
  readonly profile: Profile;
  readonly validation: readonly ValidationReport[];
}

/** Folder of the one candidate of a model. */
export const candidateDir = (outDir: string, name: string): string => join(outDir, name, 'candidate');

export function planCandidateFiles(
  dir: string,
  { modelBytes, training, comparisons, profile, validation }: Candidate,
): PlannedFile[] {
  return [
    { path: join(dir, 'model.json'), content: modelBytes },
    { path: join(dir, 'training.json'), content: `${JSON.stringify(training, null, 2)}\n` },
    { path: join(dir, 'profile.json'), content: `${canonicalJson(profile)}\n` },
    { path: join(dir, 'validation.json'), content: `${JSON.stringify(validation, null, 2)}\n` },
    ...Object.entries(comparisons).map(([name, model]) => ({
      path: join(dir, 'comparisons', `${name}.json`),
      content: `${canonicalJson(model)}\n`,
    })),
  ];
}

/**
 * Reads a candidate back, parsing every document again.
 *
 * @throws RatchetError `not-found` where nothing was trained, `data` where a document is not what it was
 */
export function readCandidate(dir: string): Candidate {
  if (!existsSync(join(dir, 'training.json'))) {
    throw new RatchetError('not-found', `there is no candidate in ${dir}`, {
      hint: 'train one first: npm run ratchet -- train --help',
    });
  }
  const modelBytes = new Uint8Array(readFileSync(join(dir, 'model.json')));
  const folder = join(dir, 'comparisons');
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  return {
    model: readDocument(join(dir, 'model.json'), modelSchema),
    modelBytes,
    training: readDocument(join(dir, 'training.json'), trainingSchema),
    comparisons: Object.fromEntries(
      names.map((file) => [file.slice(0, -'.json'.length), readDocument(join(folder, file), modelSchema)]),
    ),
    profile: readDocument(join(dir, 'profile.json'), profileSchema),
    validation: readDocument(join(dir, 'validation.json'), z.array(validationReportSchema)),
  };
}

/** Reads a stage's document. Throws a RatchetError `data` that names the file and what is wrong with it. */
export function readDocument<T>(path: string, schema: z.ZodType<T>): T {
  const fail = (found: string, cause?: unknown): never => {
    throw new RatchetError('data', `${path}: ${found}`, {
      file: path,
      cause,
      hint: 'make it again with the command that wrote it',
    });
  };
  if (!existsSync(path)) return fail('expected a document, found no file');
  const bytes = readFileSync(path);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    return fail(
      `expected JSON, found ${bytes.length} bytes that are not (sha256 ${sha256(bytes).slice(0, 12)}…)`,
      cause,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  return fail(z.prettifyError(parsed.error).split('\n').slice(0, 6).join('; '));
}
