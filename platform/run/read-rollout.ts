import { join } from 'node:path';
import { type Rollout, rolloutSchema } from '../../pipeline/serve/rollout.ts';
import type { ModelFolder } from '../model-folder.ts';
import { readSettingsFile } from './read-settings-file.ts';

const FILE = 'rollout.yaml';

export const rolloutPath = ({ dir }: Pick<ModelFolder, 'dir'>): string => join(dir, FILE);

/**
 * The trial that a model's folder asks for, if any.
 *
 * @throws RatchetError `contract` with every fault of the file
 */
export const readRollout = (folder: Pick<ModelFolder, 'dir' | 'name'>): Rollout | undefined =>
  readSettingsFile(
    folder,
    FILE,
    rolloutSchema,
    'name a challenger, as in `challenger: v3`, or delete the file to end the trial',
  );
