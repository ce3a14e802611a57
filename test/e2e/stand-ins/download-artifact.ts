import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { globPattern } from '../act/glob.ts';
import { isTrue, type StandIn } from './stand-in.ts';

/**
 * Brings artifacts of this run, or of another one by run-id and github-token, as src/download-artifact.ts does: a name
 * that is missing fails; a pattern that matches nothing does not.
 */
export const downloadArtifact: StandIn = async (hub, { caller, inputs, workspace }) => {
  const runId = Number(inputs['run-id'] || caller.runId);
  if (runId !== caller.runId) {
    // Artifacts of other runs come through the API.
    const token = inputs['github-token'] ?? '';
    const holder = hub.callers.get(token);
    if (holder === undefined)
      throw new Error('Unable to download artifact(s): Artifact not found: no github-token');
    if (holder.kind === 'job' && !['read', 'write'].includes(holder.permissions['actions'] ?? 'none'))
      throw new Error(
        'Unable to download artifact(s): Resource not accessible by integration (needs actions: read)',
      );
  }
  const { name = '', pattern = '' } = inputs;
  const all = hub.artifacts.filter((artifact) => artifact.runId === runId);
  const wanted =
    name !== ''
      ? all.filter((artifact) => artifact.name === name)
      : pattern !== ''
        ? all.filter((artifact) => globPattern(pattern).test(artifact.name))
        : all;
  if (name !== '' && wanted.length === 0)
    throw new Error(`Unable to download artifact(s): Artifact not found for name: ${name}`);
  const dir = resolve(workspace, inputs['path'] || '.');
  await mkdir(dir, { recursive: true });
  for (const artifact of wanted) {
    const isFlat = name !== '' || isTrue(inputs['merge-multiple']);
    await cp(artifact.dir, isFlat ? dir : join(dir, artifact.name), { recursive: true });
  }
  return { log: [`Total of ${wanted.length} artifact(s) downloaded`], outputs: { 'download-path': dir } };
};
