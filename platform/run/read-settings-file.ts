import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { RatchetError } from '../../pipeline/errors.ts';
import type { ModelFolder } from '../model-folder.ts';

/**
 * A YAML file beside model.yaml, for what people decide without making any version another: the digest of model.yaml is in
 * that of every version. Undefined where there is none.
 *
 * @param hint what to do about a faulty one
 * @throws RatchetError `contract` with every fault of the file
 */
export function readSettingsFile<T>(
  { dir, name }: Pick<ModelFolder, 'dir' | 'name'>,
  fileName: string,
  schema: z.ZodType<T>,
  hint: string,
): T | undefined {
  const path = join(dir, fileName);
  if (!existsSync(path)) return undefined;
  const file = `models/${name}/${fileName}`;
  const parsed = schema.safeParse(readYaml(readFileSync(path, 'utf8'), file));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  );
  throw new RatchetError('contract', `${file}: ${faults.join('; ')}`, { file, hint });
}

function readYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new RatchetError('contract', `${file} is no YAML`, { file, cause, hint: 'correct or delete it' });
  }
}
