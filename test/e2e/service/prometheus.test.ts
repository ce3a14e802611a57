import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { freePort, RIDE, type Server, startServer, startService } from '../../bench/service/processes.ts';
import { temporaryFolders } from '../../platform/temporary-folder.ts';

const RULES = new URL('../../../service/observability/', import.meta.url).pathname;
const temporaryFolder = temporaryFolders();

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;
const isInstalled = isThere('prometheus') && isThere('promtool');
if (!isInstalled) process.stderr.write('Prometheus is not installed: its tests are skipped\n');

/** In a file with how long each is to hold, from Prometheus with what became of its evaluation. */
interface Rules {
  readonly groups: { readonly rules: { for?: string; readonly health?: string }[] }[];
}
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.child.kill('SIGKILL');
    await server.end();
  }
});

/** A Prometheus that asks a service every second, by the very rules of the service, without their patience. */
async function watch(address: string): Promise<Server> {
  const folder = temporaryFolder();
  const rules = parse(readFileSync(join(RULES, 'alerts.yaml'), 'utf8')) as Rules;
  for (const rule of rules.groups.flatMap((group) => group.rules)) if (rule.for) rule.for = '1s';
  writeFileSync(join(folder, 'rules.yaml'), stringify(rules));
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yaml'],
    scrape_configs: [
      { job_name: 'ratchet', static_configs: [{ targets: [address.replace('http://', '')] }] },
    ],
  };
  writeFileSync(join(folder, 'prometheus.yaml'), stringify(config));
  const port = await freePort();
  mkdirSync(join(folder, 'data'));
  return startServer({
    command: 'prometheus',
    args: [
      `--config.file=${folder}/prometheus.yaml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    cwd: folder,
    port,
    probe: '/-/ready',
  });
}

async function ask<T>({ address }: Server, path: string): Promise<T> {
  const { data } = (await (await fetch(`${address}/api/v1/${path}`)).json()) as { data: T };
  return data;
}

/** Asks for alerts until they are as they should be; of those, gives what `seek` finds. */
async function alertsUntil<T>(
  prometheus: Server,
  seek: (alerts: readonly Alert[]) => T | undefined,
): Promise<T> {
  let seen: readonly Alert[] = [];
  for (let i = 0; i < 300; i++) {
    seen = (await ask<{ alerts: Alert[] }>(prometheus, 'alerts')).alerts;
    const found = seek(seen);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`after 30 s the alerts are ${JSON.stringify(seen)}`);
}

/** Waits for an alert to fire, and gives its annotations. */
const fired = (prometheus: Server, name: string) =>
  alertsUntil(
    prometheus,
    (alerts) =>
      alerts.find(({ state, labels }) => state === 'firing' && labels['alertname'] === name)?.annotations,
  );

interface Alert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Record<string, string>;
}

describe.skipIf(!isInstalled)('Prometheus', () => {
  test('takes the rules, and each of them passes its tests', () => {
    const promtool = (...args: string[]) => execFileSync('promtool', args, { cwd: RULES, encoding: 'utf8' });
    expect(promtool('check', 'rules', 'alerts.yaml')).toContain('SUCCESS: 9 rules found');
    expect(promtool('test', 'rules', 'alerts.test.yaml')).toContain('SUCCESS');
  });

  test('is told of rides unlike those of training, a broken registry and the end of a service', async () => {
    const root = temporaryFolder();
    const service = await startService(root, { RATCHET_POLL_MS: '50', RATCHET_DRAIN_MS: '60000' });
    servers.push(service);
    const post = (path: string, body: unknown) =>
      fetch(`${service.address}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const prometheus = await watch(service.address);
    servers.push(prometheus);

    // Before it has asked for the first time, no replica is there for it.
    await fired(prometheus, 'RatchetDown');
    for (let i = 0; i < 20; i++) expect((await post('/predict', RIDE)).status).toBe(200);
    // How old the model of the template is by now is no matter of this test.
    const isCalm = (alerts: readonly Alert[]) =>
      alerts.every(({ labels }) => labels['alertname'] === 'RatchetStale');
    await alertsUntil(prometheus, (alerts) => isCalm(alerts) || undefined);
    const { groups } = await ask<Rules>(prometheus, 'rules');
    expect(groups.flatMap(({ rules }) => rules).map(({ health }) => health)).toEqual(Array(9).fill('ok'));

    const odd = { ...RIDE, PULocationID: 'nowhere', trip_distance: 90 };
    await post('/predict/batch', { rides: Array(600).fill(odd) });
    const { description } = await fired(prometheus, 'RatchetInputShift');
    expect(description).toMatch(/^Its PSI against the training profile is \d+\.\d\d\.$/);
    await fired(prometheus, 'RatchetUnseen');

    rmSync(join(root, 'models/nyc-green-taxi/registry.jsonl'));
    await fired(prometheus, 'RatchetReloadFails');

    service.child.kill('SIGTERM');
    for (let i = 0; i < 30; i++) {
      await fetch(`${service.address}/readyz`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await fired(prometheus, 'RatchetDown');
    const { description: share } = await fired(prometheus, 'RatchetErrors');
    expect(share).toMatch(/^[\d.]+% of requests were answered with 5xx/);
  });
});
