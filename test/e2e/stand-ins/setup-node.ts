import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StandIn } from './stand-in.ts';

/** Leaves the Node that is there. */
export const setupNode: StandIn = async (_, { inputs, workspace }) => {
  const file = inputs['node-version-file'] ?? '';
  if (file !== '' && !(await isFile(join(workspace, file))))
    throw new Error(`The specified node version file at: ${join(workspace, file)} does not exist`);
  return {
    log: [`Node ${process.version}, as it is`],
    outputs: { 'node-version': process.version, 'cache-hit': 'false' },
  };
};

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
