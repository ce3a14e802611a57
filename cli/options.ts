import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createProgress } from '../platform/progress.ts';
import { MAIN_RECIPE } from '../platform/run/train-model.ts';
import type { WorkspaceOptions } from '../platform/run/workspace.ts';
import type { CliContext, CommonOptions } from './command.ts';

/** A whole number from `low` on. */
export function wholeNumber(low: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low)
      throw new InvalidArgumentError(`expected a whole number from ${low}.`);
    return value;
  };
}

/** Names separated by commas; the option may be repeated. */
export function names(text: string, before: readonly string[] = []): string[] {
  const found = text.split(',').map((name) => name.trim());
  if (found.includes('')) throw new InvalidArgumentError('expected names separated by commas.');
  return [...before, ...found];
}

export const threadsOption = () =>
  new Option('--threads <n>', 'worker threads; the result is the same for any number')
    .argParser(wholeNumber(1))
    .default(availableParallelism(), 'one a core');

export const recipeOption = () =>
  new Option('--recipe <name>', 'the main recipe, or one under comparisons: in model.yaml').default(
    MAIN_RECIPE,
  );

export const outOption = (what: string) => new Option('--out <dir>', `where ${what} go`).default('out');

/** A version as people write it: v3 or 3. */
export function version(text: string): string {
  const match = /^v?([1-9]\d*)$/.exec(text);
  if (!match) throw new InvalidArgumentError('expected a version such as v3.');
  return `v${match[1]}`;
}

/** A version to name, as the argument or by --version, as other commands have it. */
export function versionArgument(command: Command, what: string): Command {
  return command
    .argument('[version]', `version to ${what} (default: the champion)`, version)
    .addOption(new Option('--version <version>').argParser(version).hideHelp())
    .hook('preAction', (self) => {
      const [named] = self.processedArgs;
      // Commands are given options alone; an argument is one whose name need not be typed.
      if (named !== undefined) self.setOptionValue('version', named);
    });
}

export interface WorkspaceFlags extends CommonOptions {
  readonly threads?: number;
  readonly out?: string;
}

/** What a workspace needs, from the options and surroundings of a command. */
export function workspaceOf(
  { model, threads = 1, out }: WorkspaceFlags,
  context: CliContext,
): WorkspaceOptions {
  const { root, dataDir, today, stderr } = context;
  const outDir = out === undefined ? undefined : resolve(root, out);
  return { root, model, dataDir, threads, today, outDir, progress: createProgress(stderr) };
}

/** Examples below the options of a command. */
export function examples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText(
    'after',
    `\nExamples:\n${lines.map((line) => `  $ npm run ratchet -- ${line}`).join('\n')}\n`,
  );
}
