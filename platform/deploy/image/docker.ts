import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RatchetError } from '../../../pipeline/errors.ts';

/** Docker's command line. */
export interface Docker {
  /** Runs a command and gives what it prints, trimmed. Throws a RatchetError `io` with what it said where it fails. */
  readonly run: (...args: string[]) => Promise<string>;
  /** The same for a question that is answered no by failing. */
  readonly ask: (...args: string[]) => Promise<string | undefined>;
}

export interface RegistryLogin {
  /** Host of the registry. */
  readonly registry: string;
  readonly user: string;
  readonly token: string;
}

const MOST_OUTPUT = 16 * 1_048_576;

/**
 * Hands on Docker's command line, logged in to a registry; its credentials lie in a folder that is gone afterwards.
 *
 * @param log told of every command
 * @throws RatchetError `io` where Docker is missing or the registry does not take the token
 */
export async function withDocker<T>(
  { registry, user, token }: RegistryLogin,
  log: (text: string) => void,
  use: (docker: Docker) => Promise<T>,
): Promise<T> {
  const config = mkdtempSync(join(tmpdir(), 'ratchet-docker-'));
  const env = { ...process.env, DOCKER_CONFIG: config };
  const run = async (...args: string[]) => {
    log(`docker ${args.join(' ')}`);
    try {
      const { stdout } = await promisify(execFile)('docker', args, { env, maxBuffer: MOST_OUTPUT });
      return stdout.trim();
    } catch (error) {
      throw dockerFailed(args, error);
    }
  };
  const ask = (...args: string[]) => run(...args).catch(() => undefined);
  try {
    await login({ registry, user, token }, env);
    return await use({ run, ask });
  } finally {
    rmSync(config, { recursive: true, force: true });
  }
}

/** The token goes by standard input: arguments are there for everybody to see. */
async function login({ registry, user, token }: RegistryLogin, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ['login', registry, '--username', user, '--password-stdin'];
  const child = spawn('docker', args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(dockerFailed(args, error)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(dockerFailed(args, { stderr }))));
    // A docker that ended before it read is told of by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(token);
  });
}

function dockerFailed(args: readonly string[], cause: unknown): RatchetError {
  const { stderr, message } = cause as { stderr?: string; message?: string };
  const said = (stderr || message || String(cause)).trim().split('\n').slice(-20).join('\n');
  return new RatchetError('io', `docker ${args[0]} failed: ${said}`, {
    cause,
    hint: 'a container needs Docker with buildx, and a token that may write packages; RATCHET_IMAGE=off does without',
  });
}
