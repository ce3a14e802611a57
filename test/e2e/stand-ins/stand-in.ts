import type { Caller } from '../github/api.ts';
import type { Hub } from '../github/hub.ts';

/** One use of an action, by a step of a job. */
export interface Use {
  readonly caller: Extract<Caller, { kind: 'job' }>;
  readonly inputs: Readonly<Record<string, string>>;
  /** Absolute path of the job's workspace. */
  readonly workspace: string;
  readonly ref: string;
  readonly sha: string;
}

export interface Done {
  readonly log?: readonly string[];
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Does what an action does on GitHub. Throws what the action would fail with. */
export type StandIn = (hub: Hub, use: Use) => Promise<Done>;

export const isTrue = (input: string | undefined): boolean => input === 'true';

/** Lines of an input of several, without empty ones. */
export const linesOf = (input: string | undefined): string[] =>
  (input ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
