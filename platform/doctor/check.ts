import type { FolderFinding } from '../../pipeline/publish/folder-finding.ts';

/** One thing that is broken. Its file is a path from the repository. */
export type Finding = FolderFinding;

/** Where a check looks. */
export interface Patient {
  /** The repository: the folder that holds models/. */
  readonly root: string;
  /** The folder that the code lies in; another one where the code works on a repository that holds only models. */
  readonly codeRoot: string;
  /** Version of Node that runs, such as 20.19.0. */
  readonly node: string;
}

/** A check of the repository. It gives what is broken; what it throws becomes a finding too. */
export interface RepositoryCheck {
  /** What holds where it finds nothing, as people read it. */
  readonly title: string;
  /** The file that it is about, where it cannot even be looked at. */
  readonly file: string;
  readonly check: (patient: Patient) => readonly Finding[];
}

/** The same for one model. */
export interface ModelCheck {
  readonly title: string;
  readonly file: string;
  readonly check: (patient: Patient, model: string) => readonly Finding[];
}

export function error(file: string, expected: string, found: string, fix: string): Finding {
  return { severity: 'error', file, expected, found, fix };
}

export function warning(file: string, expected: string, found: string, fix: string): Finding {
  return { severity: 'warning', file, expected, found, fix };
}
