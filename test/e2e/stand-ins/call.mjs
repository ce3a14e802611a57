// What every stand-in runs: asks the harness to do what the real action would do, and says what came of it.
const { env } = process;
const response = await fetch(`${env.GITHUB_API_URL}/_stand-in/${process.argv[2]}`, {
  method: 'POST',
  headers: { authorization: `Bearer ${env.JOB_TOKEN}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    inputs: JSON.parse(env.INPUTS ?? '{}'),
    workspace: env.GITHUB_WORKSPACE,
    output: env.GITHUB_OUTPUT,
    ref: env.GITHUB_REF,
    sha: env.GITHUB_SHA,
  }),
});
const said = await response.json();
for (const line of said.log ?? []) console.log(line);
if (!response.ok) {
  console.log(`::error::${said.message}`);
  process.exitCode = 1;
}
