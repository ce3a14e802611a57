import { addVersion, promote } from '../../service/add-version.ts';
import { load } from './load.ts';
import { startService } from './processes.ts';

const BETWEEN_MS = 350;

/** Requests that failed while versions were switched under load, and how many switches the service counted. */
export async function switchVersions(folder: string, versions: number) {
  const service = await startService(folder, { RATCHET_POLL_MS: '50' });
  const digests = Array.from({ length: versions }, (_, i) => addVersion(folder, `v${i + 2}`, (i + 1) / 100));
  const seconds = Math.ceil((versions * BETWEEN_MS) / 1000) + 3;
  const loading = load(service.address, { seconds });
  for (const [i, digest] of digests.entries()) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    promote(folder, `v${i + 2}`, digest);
  }
  const { sent, failed } = await loading;
  const metrics = await (await fetch(`${service.address}/metrics`)).text();
  const switched = Number(/ratchet_reloads_total\{result="switched"\} (\d+)/.exec(metrics)?.[1] ?? 0);
  await service.end();
  return { sent, failed, switched };
}
