import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../../pipeline/contract/nearest.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { error, type Finding, type Patient } from './check.ts';
import { MODEL_CHECKS, REPOSITORY_CHECKS } from './checks/registry.ts';

/** What one check found. */
export interface CheckResult {
  readonly title: string;
  /** Absent for a check of the repository. */
  readonly model?: string;
  readonly findings: readonly Finding[];
}

/**
 * Everything that is broken in a repository and its models, or in one of them. Broken input is a finding, never an
 * error.
 *
 * @throws RatchetError `not-found` for a model that there is not
 */
export function examine(patient: Patient, model?: string): CheckResult[] {
  const models = modelFolders(patient.root);
  if (model !== undefined && !models.includes(model)) {
    throw new RatchetError('not-found', `there is no model "${model}" under models/`, {
      hint: didYouMean(model, models),
    });
  }
  const chosen = model === undefined ? models : [model];
  return [
    ...REPOSITORY_CHECKS.map(({ title, file, check }) => ({
      title,
      findings: guard(file, () => check(patient)),
    })),
    ...(models.length === 0 ? [{ title: 'There is a model', findings: [NO_MODEL] }] : []),
    ...chosen.flatMap((name) =>
      MODEL_CHECKS.map(({ title, file, check }) => ({
        title,
        model: name,
        findings: guard(`models/${name}/${file}`, () => check(patient, name)),
      })),
    ),
  ];
}

const NO_MODEL = error('models/', 'a model', 'none', 'Run this in the folder of a Ratchet repository.');

/** Folders under models/, also those whose model.yaml is missing: that is something to tell. */
function modelFolders(root: string): string[] {
  const dir = join(root, 'models');
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function guard(file: string, check: () => readonly Finding[]): readonly Finding[] {
  try {
    return check();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    return [error(file, 'something that can be checked', found, 'Restore it from git history.')];
  }
}
