import { appendFile } from 'node:fs/promises';
import type { ApiAnswer, ApiRequest } from '../github/api.ts';
import type { Hub } from '../github/hub.ts';
import { attest } from './attest.ts';
import { cache } from './cache.ts';
import { checkout } from './checkout.ts';
import { deployPages } from './deploy-pages.ts';
import { downloadArtifact } from './download-artifact.ts';
import { serveRegistry } from './registry.ts';
import { setupNode } from './setup-node.ts';
import type { StandIn, Use } from './stand-in.ts';
import { uploadArtifact } from './upload-artifact.ts';
import { uploadPagesArtifact } from './upload-pages-artifact.ts';

/** By the name of the action under actions/. */
const STAND_INS: Readonly<Record<string, StandIn>> = {
  checkout,
  'setup-node': setupNode,
  'upload-artifact': uploadArtifact,
  'download-artifact': downloadArtifact,
  cache,
  'upload-pages-artifact': uploadPagesArtifact,
  'deploy-pages': deployPages,
  attest,
  'attest-build-provenance': attest,
};

/** Actions that have a stand-in, as `uses:` names them. */
export const standInNames = (): string[] => Object.keys(STAND_INS);

export async function serveStandIn(hub: Hub, request: ApiRequest): Promise<ApiAnswer> {
  const { path, json, caller } = request;
  if (path.startsWith('/_stand-in/registry/')) return serveRegistry(hub, request);
  const standIn = STAND_INS[path.slice('/_stand-in/'.length)];
  if (standIn === undefined || caller.kind !== 'job')
    return { status: 400, body: { message: `${path}: no such stand-in, or no job's token` } };
  const { output, ...use } = json as Omit<Use, 'caller'> & { output: string };
  try {
    const { log = [], outputs = {} } = await standIn(hub, { ...use, caller });
    await appendFile(
      output,
      Object.entries(outputs)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    return { status: 200, body: { log } };
  } catch (error) {
    return { status: 422, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}
