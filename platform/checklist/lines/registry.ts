import type { ChecklistItem } from '../checklist-item.ts';
import { branchRules } from './branch-rules.ts';
import { environment } from './environment.ts';
import { pages } from './pages.ts';
import { pullRequests } from './pull-requests.ts';
import { repositoryFiles } from './repository-files.ts';
import { schedule } from './schedule.ts';
import { secrets } from './secrets.ts';

/** The checklist, in the order in which it is read. */
export const CHECKLIST: readonly ChecklistItem[] = [
  pullRequests,
  branchRules,
  environment,
  schedule,
  secrets,
  repositoryFiles,
  pages,
];
