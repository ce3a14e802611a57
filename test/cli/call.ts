import { runCli } from '../../cli/run-cli.ts';

/** What a command did. */
export interface Called {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, as in a folder, without colours. */
export const call = (root: string, ...argv: readonly string[]): Promise<Called> => callIn(root, {}, ...argv);

/** The same in an environment. */
export async function callIn(
  root: string,
  env: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Called> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    ({
      columns: 100,
      write: (text: string) => {
        written[name] += text;
      },
    }) as unknown as NodeJS.WriteStream;
  const surroundings = { cwd: root, env: { ...env }, stdout: stream('stdout'), stderr: stream('stderr') };
  const exitCode = await runCli(argv, surroundings);
  return { exitCode, ...written };
}

/** The one document of a command that succeeds or says no; fails the test with what it said otherwise. */
export async function callJson(root: string, ...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await call(root, ...argv, '--json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}
