import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { digestOf, sha256 } from '../../../pipeline/digest/digest.ts';
import { writeFiles } from '../../write-files.ts';
import { codeRoot } from '../code-identity.ts';
import type { Workspace } from '../workspace.ts';

/**
 * What `measure` gives, from the cache where it was measured before: by the same code, under the same contract, of the
 * same `what`. A file there that is not as it was written is measured again.
 *
 * @param what all that it depends on, as digests
 */
export async function measuredOnce<T>(
  { folder, cacheDir }: Workspace,
  what: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  measure: () => Promise<T>,
): Promise<T> {
  const key = digestOf({ ...what, contract: folder.contractDigest, code: pipelineDigest() });
  const path = join(cacheDir, 'site', `${key.slice('sha256:'.length)}.json`);
  const kept = existsSync(path) ? schema.safeParse(readJson(path)) : undefined;
  if (kept?.success) return kept.data;
  const measured = await measure();
  writeFiles([{ path, content: JSON.stringify(measured) }]);
  return measured;
}

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

let digest: string | undefined;

/** Folders of what only shows numbers. */
const SHOWING = /^(report|site)[\\/]/;

/** Digest of the code that numbers come from, taken once a process. */
function pipelineDigest(): string {
  digest ??= digestOf(
    readdirSync(join(codeRoot, 'pipeline'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !SHOWING.test(file))
      .sort()
      .map((file) => [file, sha256(readFileSync(join(codeRoot, 'pipeline', file)))]),
  );
  return digest;
}
