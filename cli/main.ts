// `npx tsx cli/main.ts` is `npm run ratchet`: in a process of its own, where tsx looks at no module.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const args = [join(import.meta.dirname, 'start.mjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
  else process.exitCode = code ?? 4;
});
