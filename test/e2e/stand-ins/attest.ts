import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { filesOf } from './files-of.ts';
import { linesOf, type StandIn } from './stand-in.ts';

/** Notes what was attested. Fails where the plan of a private repository has no attestations, and without permission. */
export const attest: StandIn = async (hub, { caller, inputs, workspace }) => {
  for (const scope of ['id-token', 'attestations'])
    if (caller.permissions[scope] !== 'write')
      throw new Error(`Error: the job lacks the permission ${scope}: write`);
  if (!hub.settings.attestationsAvailable)
    throw new Error(
      'Failed to persist attestation: Feature not available for user-owned private repositories. To enable this feature, please make this repository public.',
    );
  const { 'subject-name': name = '', 'subject-digest': digest = '' } = inputs;
  if (name !== '') {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest))
      throw new Error(`subject-digest must be a sha256, found ${digest}`);
    hub.attestations.push({ runId: caller.runId, subject: name, sha256: digest.slice('sha256:'.length) });
    return { log: [`attested ${name}`], outputs: { 'attestation-id': String(hub.nextId()) } };
  }
  const { files } = await filesOf(workspace, linesOf(inputs['subject-path']));
  if (files.length === 0) throw new Error(`Could not find subject at path ${inputs['subject-path']}`);
  for (const path of files) {
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    hub.attestations.push({ runId: caller.runId, subject: relative(workspace, path), sha256 });
  }
  return { log: [`attested ${files.length} files`], outputs: { 'attestation-id': String(hub.nextId()) } };
};
