import { join } from 'node:path';
import { verdictSchema } from '../../pipeline/gate/verdict.ts';
import { nothingReleased, releaseText } from '../../pipeline/report/release-text.ts';
import type { GitHub } from '../github/client.ts';
import { candidateDir, readDocument } from '../run/candidate.ts';
import { readChangeReport } from '../run/change-report.ts';
import { ingestAll } from '../run/ingest-period.ts';
import { planCandidatePublication } from '../run/publish-candidate.ts';
import type { Workspace } from '../run/workspace.ts';
import { deferRelease } from './defer-release.ts';
import { POLICIES } from './policies.ts';
import type { Released, ReleaseRequest } from './release-request.ts';
import { versionFiles } from './version-files.ts';
import { withdrawRelease } from './withdraw-release.ts';

/** Where and when a release is made. */
export interface ReleaseOrigin {
  /** Now, ISO 8601. */
  readonly at: string;
  /** The default branch, and the commit of it that is checked out. */
  readonly branch: string;
  readonly base: string;
  readonly runUrl: string;
  readonly serverUrl: string;
  /** Workflow that an open release from newer months is left to; it is judged by this run where there is none. */
  readonly deferTo?: string | undefined;
}

export type CandidateRelease =
  | { readonly kind: 'nothing'; readonly reason: string; readonly withdrawn: number | undefined }
  | { readonly kind: 'released'; readonly request: ReleaseRequest; readonly released: Released };

/** Releases the candidate that the gate promoted, by the policy of the contract; takes back an open one otherwise. */
export async function releaseCandidate(
  workspace: Workspace,
  github: GitHub,
  { at, branch, base, runUrl, serverUrl, deferTo }: ReleaseOrigin,
): Promise<CandidateRelease> {
  const { folder, outDir } = workspace;
  const report = readChangeReport(workspace);
  const newest = report.evaluation.periods.at(-1)!;
  const deferral = { model: folder.name, branch, newest };
  const deferred = deferTo && (await deferRelease(github, { ...deferral, workflow: deferTo }));
  if (deferred) return { kind: 'nothing', reason: deferred, withdrawn: undefined };
  const verdict = readDocument(join(candidateDir(outDir, folder.name), 'verdict.json'), verdictSchema);
  const nothing = async (reason: string): Promise<CandidateRelease> => ({
    kind: 'nothing',
    reason,
    withdrawn: await withdrawRelease(github, folder.name, reason),
  });
  if (verdict.kind !== 'promote') return nothing(nothingReleased(verdict));
  const publication = planCandidatePublication(workspace, { at, run: runUrl });
  if (publication.kind === 'already-published') return nothing(publication.reason);

  const { provenance } = report;
  const months = await ingestAll(
    workspace,
    provenance.data.map(({ period }) => period),
  );
  const { version, digest } = publication;
  const request: ReleaseRequest = {
    kind: 'release',
    model: folder.name,
    version,
    digest,
    branch,
    base,
    policy: folder.contract.release.policy,
    files: versionFiles(workspace, publication, months),
    ...releaseText(version, report, runUrl),
    reason: verdict.reasons[0]!,
    runUrl,
    serverUrl,
  };
  return { kind: 'released', request, released: await POLICIES[request.policy](github, request) };
}
