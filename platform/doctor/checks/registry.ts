import type { ModelCheck, RepositoryCheck } from '../check.ts';
import { acceptedMonths } from './accepted-months.ts';
import { contract } from './contract.ts';
import { installedPackages } from './installed-packages.ts';
import { lineEndings } from './line-endings.ts';
import { modelCards } from './model-cards.ts';
import { modelFiles } from './model-files.ts';
import { modelSchema } from './model-schema.ts';
import { nodeVersion } from './node-version.ts';
import { outputFolder } from './output-folder.ts';

/** Checks of the repository, in the order they are told. */
export const REPOSITORY_CHECKS: readonly RepositoryCheck[] = [
  nodeVersion,
  installedPackages,
  lineEndings,
  outputFolder,
  modelSchema,
];

/** Checks of each model. */
export const MODEL_CHECKS: readonly ModelCheck[] = [contract, modelFiles, modelCards, acceptedMonths];
