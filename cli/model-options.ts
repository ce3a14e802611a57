import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CANDIDATE, CHAMPION } from '../platform/run/judge-candidate.ts';
import type { WorkspaceOptions } from '../platform/run/workspace.ts';
import type { CliContext } from './command.ts';
import { version, type WorkspaceFlags, workspaceOf } from './options.ts';

/** Options of a command that uses one model. */
export interface ModelFlags extends Omit<WorkspaceFlags, 'out'> {
  readonly version?: string;
  /** True for the candidate in the usual place, or the folder that `train --out` wrote to. */
  readonly candidate?: true | string;
}

export function addModelOptions(command: Command): Command {
  return command
    .addOption(new Option('--version <version>', 'version to use (default: the champion)').argParser(version))
    .addOption(candidateOption().conflicts('version'));
}

export const candidateOption = () =>
  new Option('--candidate [dir]', 'use the candidate that train left in out/, or in the folder of its --out');

/** The model that a command is to use, as `findScored` names it. */
export const chosenModel = ({ version: chosen, candidate }: ModelFlags): string =>
  candidate === undefined ? (chosen ?? CHAMPION) : CANDIDATE;

/** A model as people name it on the command line: v3, 3, champion or candidate. */
export function modelName(text: string): string {
  if (text === CANDIDATE || text === CHAMPION) return text;
  try {
    return version(text);
  } catch {
    throw new InvalidArgumentError(`expected a version such as v3, ${CHAMPION} or ${CANDIDATE}.`);
  }
}

/** The workspace of such a command: what it writes does not go where candidates lie. */
export function modelWorkspaceOf({ candidate, ...flags }: ModelFlags, context: CliContext): WorkspaceOptions {
  const outDir = resolve(context.root, typeof candidate === 'string' ? candidate : 'out');
  return { ...workspaceOf({ ...flags, out: outDir }, context), outDir };
}
