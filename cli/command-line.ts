import { runCli } from './run-cli.ts';

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads may stop, as `head` does: the work goes on, and its exit code tells how it went.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
