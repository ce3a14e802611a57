import { availableParallelism } from 'node:os';
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
  /** Folder of further months; what the environment names where left out. */
  readonly data: string | undefined;
  /** Whether locked months that are not at hand are fetched. */
  readonly fetch: boolean;
  readonly threads: number;
}

interface Flags extends Pick<SiteOptions, 'port' | 'threads'> {
  readonly out?: string;
  readonly repository?: string;
  readonly data?: string;
  readonly fetch?: boolean;
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
    .addOption(new Option('--data <dir>', 'folder of further data files (default: TLC_DATA_DIR)'))
    .addOption(new Option('--fetch', 'fetch locked months that are not at hand'))
    .addOption(
      new Option('--threads <n>', 'worker threads')
        .argParser(threads)
        .default(availableParallelism(), 'one a core'),
    )
    .parse(argv as string[], { from: 'user' });
  const { out, repository, data, fetch = false, ...rest } = command.opts<Flags>();
  return { ...rest, repository, data, fetch, out: out ?? DEFAULT_OUT, buildOnly: out !== undefined };
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('expected a port from 0 to 65535.');
  return value;
}

function threads(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1.');
  return Number(text);
}

function webAddress(text: string): string {
  if (!/^https?:\/\/\S+$/.test(text))
    throw new InvalidArgumentError('expected an address such as https://github.com/owner/name.');
  return text.replace(/\/+$/, '');
}
