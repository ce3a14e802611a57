import { cp, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { timestamp } from '../github/state.ts';
import { isTrue, type StandIn } from './stand-in.ts';

/** Keeps a folder as the artifact that deploy-pages looks for. Files of names that start with a point are left out. */
export const uploadPagesArtifact: StandIn = async (hub, { caller, inputs, workspace }) => {
  const { name = 'github-pages', path = '_site/' } = inputs;
  const from = resolve(workspace, path);
  const names = (await readdir(from)).filter(
    (file) => isTrue(inputs['include-hidden-files']) || !file.startsWith('.'),
  );
  const id = hub.nextId();
  const dir = join(hub.dir, 'artifacts', String(id));
  await mkdir(dir, { recursive: true });
  for (const file of names) await cp(join(from, file), join(dir, file), { recursive: true });
  hub.artifacts.push({ id, runId: caller.runId, name, dir, sizeBytes: 0, createdAt: timestamp() });
  return { log: [`Artifact ${name} holds ${names.length} entries`], outputs: { artifact_id: String(id) } };
};
