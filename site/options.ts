import { Command, InvalidArgumentError, Option } from 'commander';

/** What was asked for on the command line. */
export interface SiteOptions {
  /** Folder to write to. */
  readonly out: string;
  /** Whether only to build: where a folder was named, nobody waits for a server. */
  readonly buildOnly: boolean;
  readonly port: number;
  /** Address of the repository, without a slash at its end: what commits are linked to. */
  readonly repository: string | undefined;
  /** Reports of monitoring to show, as `ratchet monitor --json` writes them. */
  readonly monitor: readonly string[];
}

interface Flags extends Pick<SiteOptions, 'port' | 'monitor'> {
  readonly out?: string;
  readonly repository?: string;
}

const DEFAULT_OUT = 'out/site';
const DEFAULT_PORT = 4173;

/** Reads the command line; answers --help and wrong use itself. */
export function parseOptions(argv: readonly string[]): SiteOptions {
  const command = new Command('npm run site --')
    .description('build the site of the models under models/ and serve it on this machine')
    .addOption(new Option('--out <dir>', `only build, into this folder (default: ${DEFAULT_OUT}, and serve)`))
    .addOption(new Option('--port <n>', 'port to serve on').argParser(port).default(DEFAULT_PORT))
    .addOption(
      new Option('--repository <address>', 'address of the repository, to link commits to').argParser(
        webAddress,
      ),
    )
    .addOption(new Option('--monitor <file...>', 'reports that `ratchet monitor --json` wrote').default([]))
    .parse(argv as string[], { from: 'user' });
  const { out, repository, ...rest } = command.opts<Flags>();
  return { ...rest, repository, out: out ?? DEFAULT_OUT, buildOnly: out !== undefined };
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('expected a port from 0 to 65535.');
  return value;
}

function webAddress(text: string): string {
  if (!/^https?:\/\/\S+$/.test(text))
    throw new InvalidArgumentError('expected an address such as https://github.com/owner/name.');
  return text.replace(/\/+$/, '');
}
