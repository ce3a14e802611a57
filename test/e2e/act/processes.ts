import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends every process that carries a variable in its environment, at once. Steps run in sessions of their own, out of
 * reach of a signal to act's process group; what they inherit finds them all. Linux only.
 */
export function killMarked(variable: string, value: string): void {
  const mark = `${variable}=${value}`;
  // Twice, for a process may have had a child in between.
  for (let round = 0; round < 2; round += 1)
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (Number(pid) === process.pid || !environmentOf(pid).includes(mark)) continue;
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // Gone already.
      }
    }
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
