import type { TriggerEvent } from '../github/state.ts';
import { passesFilter } from './glob.ts';
import type { Trigger, WorkflowFile } from './workflow-file.ts';

/** Activity types that start a workflow which names none. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  workflow_run: ['requested', 'in_progress', 'completed'],
};

/** Words of a commit message that keep push and pull request workflows from starting. */
const SKIP = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/;

/** Whether GitHub would start a workflow for an event: its `on:` with every filter. */
export function startsOn(workflow: WorkflowFile, event: TriggerEvent): boolean {
  const trigger = workflow.triggers[event.name];
  if (trigger === undefined) return false;
  if (event.workflow !== undefined) return event.workflow === workflow.path;
  const types = trigger.types ?? DEFAULT_TYPES[event.name];
  if (event.action !== undefined && types !== undefined && !types.includes(event.action)) return false;
  if (event.name === 'workflow_run') {
    const { name, path } = event.payload['workflow'] as { name: string; path: string };
    if (!trigger.workflows?.some((one) => one === name || one === path)) return false;
  }
  if (isSkipped(event)) return false;
  return passesRefs(trigger, event) && passesPaths(trigger, event);
}

function passesRefs(trigger: Trigger, { branch, tag }: TriggerEvent): boolean {
  const filtersBranches = trigger.branches !== undefined || trigger['branches-ignore'] !== undefined;
  const filtersTags = trigger.tags !== undefined || trigger['tags-ignore'] !== undefined;
  if (tag !== undefined) {
    // A filter on branches alone keeps tags away, and the other way round.
    if (!filtersTags) return !filtersBranches;
    return passes(trigger.tags, trigger['tags-ignore'], [tag]);
  }
  if (branch === undefined) return true;
  if (!filtersBranches) return !filtersTags;
  return passes(trigger.branches, trigger['branches-ignore'], [branch]);
}

function passesPaths(trigger: Trigger, { changedPaths }: TriggerEvent): boolean {
  if (changedPaths === undefined) return true;
  const ignored = trigger['paths-ignore'];
  if (ignored !== undefined) return changedPaths.some((path) => !passesFilter(ignored, [path]));
  return trigger.paths === undefined || passesFilter(trigger.paths, changedPaths);
}

const passes = (
  wanted: readonly string[] | undefined,
  ignored: readonly string[] | undefined,
  texts: readonly string[],
) =>
  (wanted === undefined || passesFilter(wanted, texts)) &&
  (ignored === undefined || !passesFilter(ignored, texts));

function isSkipped({ name, payload }: TriggerEvent): boolean {
  const message = (payload['head_commit'] as { message?: string } | null | undefined)?.message;
  return name === 'push' && message !== undefined && SKIP.test(message);
}
