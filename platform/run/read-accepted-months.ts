import { type AcceptedMonths, acceptedMonthsSchema } from '../../pipeline/validate/accepted-months.ts';
import type { ModelFolder } from '../model-folder.ts';
import { readSettingsFile } from './read-settings-file.ts';

/**
 * Months that people accepted as they are, for a model.
 *
 * @throws RatchetError `contract` with every fault of the file
 */
export const readAcceptedMonths = (folder: Pick<ModelFolder, 'dir' | 'name'>): AcceptedMonths =>
  readSettingsFile(
    folder,
    'accepted-months.yaml',
    acceptedMonthsSchema,
    'write a month, and below it the sha256 of its file and the reason why it is right as it is',
  ) ?? {};
