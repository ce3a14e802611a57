import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RatchetError } from '../../pipeline/errors.ts';
import { type Rollout, rolloutSchema } from '../../pipeline/serve/rollout.ts';
import type { ModelFolder } from '../model-folder.ts';

export const rolloutPath = ({ dir }: Pick<ModelFolder, 'dir'>): string => join(dir, 'rollout.yaml');

/**
 * The trial that a model's folder asks for, if any. It is no part of model.yaml, whose digest is in that of every
 * version: trying a version must not make it another.
 *
 * @throws RatchetError `contract` with every fault of the file
 */
export function readRollout(folder: Pick<ModelFolder, 'dir' | 'name'>): Rollout | undefined {
  const path = rolloutPath(folder);
  if (!existsSync(path)) return undefined;
  const file = `models/${folder.name}/rollout.yaml`;
  const parsed = rolloutSchema.safeParse(readYaml(readFileSync(path, 'utf8'), file));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  );
  throw new RatchetError('contract', `${file}: ${faults.join('; ')}`, {
    file,
    hint: 'name a challenger, as in `challenger: v3`, or delete the file to end the trial',
  });
}

function readYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new RatchetError('contract', `${file} is no YAML`, { file, cause, hint: 'correct or delete it' });
  }
}
