import type { ChecklistLine } from '../../pipeline/report/checklist-text.ts';
import type { GitHub } from '../github/client.ts';

/** Where a line of the checklist is looked up. */
export interface Premises {
  readonly github: GitHub;
  /** The repository's files, and the folder that the code lies in. */
  readonly root: string;
  readonly codeRoot: string;
  /** Version of Node that runs. */
  readonly node: string;
  readonly defaultBranch: string;
  readonly models: readonly string[];
}

/** A line of the checklist, and how its state is found out. */
export interface ChecklistItem extends Pick<ChecklistLine, 'title' | 'how' | 'optional'> {
  readonly look: (premises: Premises) => Promise<Pick<ChecklistLine, 'state' | 'found'>>;
}
