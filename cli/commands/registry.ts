import type { CliCommand, CommonOptions } from '../command.ts';

/** Every command, in the order of the help text. One is loaded when asked for: all of them take as long as training starts. */
const COMMANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  run: async () => (await import('./run.ts')).run,
  ingest: async () => (await import('./ingest.ts')).ingest,
  validate: async () => (await import('./validate.ts')).validate,
  train: async () => (await import('./train.ts')).train,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  gate: async () => (await import('./gate.ts')).gate,
  publish: async () => (await import('./publish.ts')).publish,
  monitor: async () => (await import('./monitor.ts')).monitor,
  simulate: async () => (await import('./simulate.ts')).simulate,
  predict: async () => (await import('./predict.ts')).predict,
  explain: async () => (await import('./explain.ts')).explain,
  ab: async () => (await import('./ab.ts')).ab,
  compare: async () => (await import('./compare.ts')).compare,
  runs: async () => (await import('./runs.ts')).runs,
  history: async () => (await import('./history.ts')).history,
  trace: async () => (await import('./trace.ts')).trace,
  card: async () => (await import('./card.ts')).card,
  reproduce: async () => (await import('./reproduce.ts')).reproduce,
  rollback: async () => (await import('./rollback.ts')).rollback,
  new: async () => (await import('./new.ts')).newModel,
  doctor: async () => (await import('./doctor.ts')).doctor,
};

/** The command of a name, alone; all of them where it is no command's name, for help or a hint at what was meant. */
export async function loadCommands(name?: string): Promise<readonly CliCommand<CommonOptions>[]> {
  const isCommand = name !== undefined && Object.hasOwn(COMMANDS, name);
  const loaders = isCommand ? [COMMANDS[name]!] : Object.values(COMMANDS);
  return (await Promise.all(loaders.map((load) => load()))) as CliCommand<CommonOptions>[];
}
