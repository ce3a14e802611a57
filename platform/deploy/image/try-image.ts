import { RatchetError } from '../../../pipeline/errors.ts';
import { Scorer } from '../../../pipeline/predict/scorer.ts';
import { trainingReference } from '../../../pipeline/predict/training-reference.ts';
import { readRides } from '../../../pipeline/serve/read-rides.ts';
import { rideFields } from '../../../pipeline/serve/ride-field.ts';
import { typicalRide } from '../../../pipeline/serve/smoke-test.ts';
import type { PublishedVersion } from '../../run/published.ts';
import type { Docker } from './docker.ts';

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_S = 30;
const PORT = '8080/tcp';

/**
 * Starts an image as it will run: with a root that cannot be written to, without capabilities, as nobody in particular.
 * It gets ready, predicts what the command line does, bit for bit, and ends when it is asked to.
 *
 * @throws RatchetError `registry` where it does not, with the last of its log
 */
export async function tryImage(docker: Docker, address: string, version: PublishedVersion): Promise<void> {
  const user = await docker.run('image', 'inspect', '--format', '{{.Config.User}}', address);
  // A number, for Kubernetes does not take a name's word that it is not root's.
  if (!/^[1-9]\d*(:|$)/.test(user))
    throw failed(`it runs as the user "${user}", expected a number other than 0`);
  const confined = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  const container = await docker.run('run', '--detach', ...confined, '--publish', '127.0.0.1::8080', address);
  try {
    const [published] = (await docker.run('port', container, PORT)).split('\n');
    const url = `http://${published}`;
    await ready(url);
    await predicts(url, version);
    await docker.run('stop', '-t', String(STOP_WITHIN_S), container);
    const code = await docker.run('inspect', '--format', '{{.State.ExitCode}}', container);
    if (code !== '0') throw new Error(`it ended with ${code} when it was asked to, expected 0`);
  } catch (error) {
    const log = await docker.ask('logs', '--tail', '20', container);
    throw failed(`${error instanceof Error ? error.message : String(error)}\n${log ?? ''}`.trim(), error);
  } finally {
    await docker.ask('rm', '--force', '--volumes', container);
  }
}

async function ready(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  let found = 'nothing answered';
  while (Date.now() < until) {
    try {
      const { ok, status } = await fetch(`${url}/readyz`);
      if (ok) return;
      found = `/readyz answered ${status}`;
    } catch (error) {
      found = String(error instanceof Error ? (error.cause ?? error) : error);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it was not ready within ${READY_WITHIN_MS / 1000} s: ${found}`);
}

/** One prediction, against the same by the code that the command line scores with. */
async function predicts(url: string, { model, profile, version, digest }: PublishedVersion): Promise<void> {
  const reference = trainingReference(profile);
  const scorer = new Scorer(model, reference);
  const ride = typicalRide(scorer, reference);
  const { block } = readRides(rideFields(scorer), [ride], () => '#');
  const expected = { prediction: scorer.score(block!).predictions[0]!, version, digest };
  const response = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ride),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST /predict answered ${response.status}: ${text}`);
  const found = JSON.parse(text) as typeof expected;
  const differs = (Object.keys(expected) as (keyof typeof expected)[]).find(
    (name) => found[name] !== expected[name],
  );
  if (differs !== undefined)
    throw new Error(`its ${differs} of a typical ride is ${found[differs]}, expected ${expected[differs]}`);
}

function failed(message: string, cause?: unknown): RatchetError {
  return new RatchetError('registry', `the container failed its smoke test: ${message}`, {
    cause,
    hint: 'what is live stays; build it with `docker build -f service/Dockerfile .` and look',
  });
}
