import { join } from 'node:path';
import { z } from 'zod';
import { evaluationSchema } from '../../pipeline/evaluate/evaluation.ts';
import { verdictSchema } from '../../pipeline/gate/verdict.ts';
import { dataFileSchema } from '../../pipeline/publish/manifest.ts';
import { type Publication, planPublication } from '../../pipeline/publish/plan-publication.ts';
import { writeFiles } from '../write-files.ts';
import { candidateDir, readCandidate, readDocument } from './candidate.ts';
import { commitOf } from './code-identity.ts';
import { readRegistryText, registryPath } from './published.ts';
import type { Workspace } from './workspace.ts';

export interface PublishOrigin {
  readonly at: string;
  readonly by?: string | undefined;
  readonly run?: string | undefined;
}

/** Plans a version out of the candidate and its verdict. Nothing is written. */
export function planCandidatePublication(
  { folder, outDir, root }: Workspace,
  origin: PublishOrigin,
): Publication {
  const dir = candidateDir(outDir, folder.name);
  const { training, modelBytes, profile } = readCandidate(dir);
  return planPublication({
    contract: folder.contract,
    contractDigest: training.contractDigest,
    codeDigest: training.codeDigest,
    commit: commitOf(root),
    ...origin,
    training: training.training,
    holdout: readDocument(join(dir, 'holdout.json'), z.array(dataFileSchema)),
    evaluation: readDocument(join(dir, 'evaluation.json'), evaluationSchema),
    verdict: readDocument(join(dir, 'verdict.json'), verdictSchema),
    model: modelBytes,
    profile,
    filteredShare: training.filteredShare,
    registry: readRegistryText(folder),
  });
}

/** Writes a planned version: its files first, the registry that makes them count last. */
export function writePublication({ folder }: Workspace, publication: Publication): void {
  if (publication.kind !== 'publish') return;
  writeFiles([
    ...publication.files.map(({ path, bytes }) => ({ path: join(folder.dir, path), content: bytes })),
    { path: registryPath(folder), content: readRegistryText(folder) + publication.registryAppend },
  ]);
}
