import { cp, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { timestamp } from '../github/state.ts';
import { filesOf } from './files-of.ts';
import { isTrue, linesOf, type StandIn } from './stand-in.ts';

/** Keeps files as an artifact of the run. */
export const uploadArtifact: StandIn = async (hub, { caller, inputs, workspace }) => {
  const { name = 'artifact' } = inputs;
  const found = await filesOf(workspace, linesOf(inputs['path']));
  const files = found.files.filter(
    (file) =>
      isTrue(inputs['include-hidden-files']) ||
      !relative(found.root, file)
        .split('/')
        .some((part) => part.startsWith('.')),
  );
  if (files.length === 0) {
    const text = `No files were found with the provided path: ${inputs['path']}. No artifacts will be uploaded.`;
    if (inputs['if-no-files-found'] === 'error') throw new Error(text);
    return { log: [inputs['if-no-files-found'] === 'ignore' ? text : `::warning::${text}`] };
  }
  const there = hub.artifacts.find((artifact) => artifact.runId === caller.runId && artifact.name === name);
  if (there !== undefined) {
    if (!isTrue(inputs['overwrite']))
      throw new Error(
        'Failed to CreateArtifact: (409) Conflict: an artifact with this name already exists on the workflow run',
      );
    hub.artifacts.splice(hub.artifacts.indexOf(there), 1);
  }
  const id = hub.nextId();
  const dir = join(hub.dir, 'artifacts', String(id));
  let sizeBytes = 0;
  for (const file of files) {
    const to = join(dir, relative(found.root, file) || basename(file));
    await mkdir(dirname(to), { recursive: true });
    await cp(file, to);
    sizeBytes += (await stat(file)).size;
  }
  hub.artifacts.push({ id, runId: caller.runId, name, dir, sizeBytes, createdAt: timestamp() });
  return { log: [`Artifact ${name} holds ${files.length} files`], outputs: { 'artifact-id': String(id) } };
};
