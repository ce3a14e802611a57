import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { RatchetError } from '../pipeline/errors.ts';
import { githubAccess } from '../platform/github/open-here.ts';
import { mlflowSettings } from '../platform/mlflow/settings.ts';
import type { CliCommand, CliContext, CommonOptions, Outcome } from './command.ts';
import { loadCommands } from './commands/registry.ts';
import { renderError } from './terminal/render-error.ts';

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Exit code of a wrong use of the command line, and of anything that no part of Ratchet foresaw. */
const [WRONG_USE, UNFORESEEN] = [2, 4];

/** Runs one command and gives its exit code: 0 yes, 1 no, 2 wrong use, 3 bad data, 4 anything else. */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  let exitCode = 0;
  const commands = await loadCommands(argv[0]);
  const program = buildProgram(commands, surroundings, (outcome, json) => {
    stdout.write(json ? `${JSON.stringify(outcome.document)}\n` : `${outcome.text.trimEnd()}\n`);
    exitCode = outcome.exitCode;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    const color = wantsColor(surroundings.env, stderr);
    stderr.write(renderError(error, { color, verbose: Boolean(surroundings.env['RATCHET_DEBUG']) }));
    return error instanceof RatchetError ? error.exitCode : UNFORESEEN;
  }
}

/** The command line as commander sees it. */
function buildProgram(
  commands: readonly CliCommand[],
  surroundings: Surroundings,
  show: (outcome: Outcome, json: boolean) => void,
): Command {
  const { stdout, stderr } = surroundings;
  const program = new Command('ratchet')
    .description('Trains, judges, packages and serves a regression model that can only get better.')
    .configureHelp({ sortOptions: false, helpWidth: 100 })
    .showHelpAfterError('(--help tells the options)')
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .exitOverride();
  for (const command of commands) addCommand(program, command, surroundings, show);
  return program;
}

function addCommand(
  program: Command,
  command: CliCommand,
  surroundings: Surroundings,
  show: (outcome: Outcome, json: boolean) => void,
): void {
  const sub = program
    .command(command.name)
    .description(command.summary)
    .addOption(
      new Option('-m, --model <name>', 'model under models/; may be left out while there is only one'),
    )
    .addOption(new Option('--data <dir>', 'folder of further data files (default: TLC_DATA_DIR)'))
    .addOption(new Option('--json', 'one JSON document on stdout, everything else on stderr'))
    .exitOverride();
  command.configure(sub);
  sub.action(async () => {
    const options = sub.opts<CommonOptions>();
    show(await command.run(options, contextOf(options, surroundings)), options.json ?? false);
  });
}

function contextOf(options: CommonOptions, { cwd, env, stdout, stderr }: Surroundings): CliContext {
  const now = new Date().toISOString();
  const dataDir = options.data ?? env['TLC_DATA_DIR'];
  return {
    root: cwd,
    color: wantsColor(env, stdout),
    columns: Math.min(100, stdout.columns ?? 100),
    today: now.slice(0, 10),
    now,
    stderr,
    dataDir: dataDir ? resolve(cwd, dataDir) : undefined,
    github: githubAccess(env),
    mlflow: mlflowSettings(env),
  };
}

/** https://no-color.org and FORCE_COLOR, else whether it is a terminal. */
function wantsColor(env: NodeJS.ProcessEnv, stream: NodeJS.WriteStream): boolean {
  if (env['NO_COLOR']) return false;
  return Boolean(env['FORCE_COLOR']) || Boolean(stream.isTTY);
}
