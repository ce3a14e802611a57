import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addVersion, promote } from './add-version.ts';
import { MODEL, RIDE, type Served, services } from './serve.ts';

const serve = services();
const MINUTES = 12.166416873521143;

async function answer({ post }: Served, headers: Record<string, string> = {}) {
  const response = await post('/predict', RIDE, headers);
  return (await response.json()) as { prediction: number; version: string; variant: string };
}

const registry = (root: string) => join(root, 'models', MODEL, 'registry.jsonl');
const rollout = (root: string, text: string) =>
  writeFileSync(join(root, 'models', MODEL, 'rollout.yaml'), text);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400 && !(await holds()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await holds()).toBe(true);
}

describe('a new champion', () => {
  it('answers once the registry names it, without a restart', async () => {
    const service = await serve({ RATCHET_POLL_MS: '20' });
    promote(service.root, 'v2', addVersion(service.root, 'v2', 1.5));
    await until(async () => (await answer(service)).version === 'v2');
    expect((await answer(service)).prediction).toBeCloseTo(MINUTES + 1.5, 12);
    expect(await (await service.get('/model')).json()).toMatchObject({ champion: { version: 'v2' } });
  });

  it.each([
    {
      what: 'its model was changed',
      break: (root: string) => writeFileSync(join(root, 'models', MODEL, 'versions/v2/model.json'), '{}\n'),
    },
    {
      what: 'the registry has a broken line',
      break: (root: string) =>
        writeFileSync(registry(root), `${readFileSync(registry(root), 'utf8')}{"seq":9}\n`),
    },
    { what: 'the registry is gone', break: (root: string) => rmSync(registry(root)) },
    { what: 'a typical ride takes it a day', more: 1440, break: () => {} },
  ])('does not come into service when $what: the one before stays', async ({ break: breakIt, more = 1 }) => {
    const service = await serve();
    promote(service.root, 'v2', addVersion(service.root, 'v2', more));
    breakIt(service.root);
    expect(service.reload()).toBe(false);
    expect(await answer(service)).toMatchObject({ version: 'v1', prediction: MINUTES });
    expect(service.lines.at(-1)).toMatchObject({ level: 50 });
    expect(await (await service.get('/metrics')).text()).toContain('ratchet_reloads_total{result="kept"} 1');
  });

  it('comes into service when its files follow its line in the registry', async () => {
    const service = await serve({ RATCHET_POLL_MS: '20' });
    promote(service.root, 'v2', addVersion(service.root, 'v2', 1));
    const model = join(service.root, 'models', MODEL, 'versions/v2/model.json');
    const bytes = readFileSync(model);
    rmSync(model);
    await until(() => service.lines.some(({ level }) => level === 50));
    writeFileSync(model, bytes);
    await until(async () => (await answer(service)).version === 'v2');
    expect(service.lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });
});

describe('a trial', () => {
  it('in ab mode answers a key always by the same version, and a share of the keys by the challenger', async () => {
    const service = await serve({}, (root) => {
      addVersion(root, 'v2', 2);
      rollout(root, 'challenger: v2\nmode: ab\nshare: 0.3\n');
    });
    const ask = (key: string) => answer(service, { 'ratchet-key': key });
    const keys = Array.from({ length: 400 }, (_, i) => `key-${i}`);
    const first = await Promise.all(keys.map(ask));
    const again = await Promise.all(keys.map(ask));
    expect(again.map(({ variant }) => variant)).toEqual(first.map(({ variant }) => variant));
    const challenged = first.filter(({ variant }) => variant === 'challenger');
    // 120 are expected; four standard deviations are 37.
    expect(Math.abs(challenged.length - 120)).toBeLessThan(37);
    expect(challenged[0]).toMatchObject({ version: 'v2', prediction: expect.closeTo(MINUTES + 2, 12) });
  });

  it('in shadow mode answers by the champion alone and logs what the challenger says', async () => {
    const service = await serve({}, (root) => {
      addVersion(root, 'v2', 2);
      rollout(root, 'challenger: v2\n');
    });
    expect(await answer(service)).toMatchObject({ version: 'v1', prediction: MINUTES });
    await service.post('/predict/batch', { rides: [RIDE, RIDE] });
    const log = await logOf(service);
    expect(log).toHaveLength(3);
    for (const line of log)
      expect(line).toMatchObject({
        variant: 'champion',
        prediction: MINUTES,
        trial: 'v1:v2:shadow',
        shadow: expect.closeTo(MINUTES + 2, 12),
      });
  });

  it('logs a hash of the key, not the key', async () => {
    const service = await serve({}, (root) => {
      addVersion(root, 'v2', 2);
      rollout(root, 'challenger: v2\nmode: ab\n');
    });
    for (let i = 0; i < 2; i++) await answer(service, { 'ratchet-key': 'ann@example.com' });
    const [a, b] = await logOf(service);
    expect(a!['key']).toMatch(/^[0-9a-f]{16}$/);
    expect(b!['key']).toBe(a!['key']);
    expect(JSON.stringify([a, b, service.lines])).not.toContain('ann');
  });

  it('ends when its file goes, and starts when it comes', async () => {
    const service = await serve({}, (root) => void addVersion(root, 'v2', 2));
    const trial = async () => ((await (await service.get('/model')).json()) as { trial: unknown }).trial;
    expect(await trial()).toBeNull();
    rollout(service.root, 'challenger: v2\nmode: ab\nshare: 0.5\n');
    service.reload();
    expect(await trial()).toMatchObject({ mode: 'ab', share: 0.5, challenger: { version: 'v2' } });
    rmSync(join(service.root, 'models', MODEL, 'rollout.yaml'));
    service.reload();
    expect(await trial()).toBeNull();
  });

  it('of a challenger that is broken is off, and keeps nobody from service', async () => {
    const service = await serve({}, (root) => rollout(root, 'challenger: v7\nmode: ab\n'));
    expect(await answer(service)).toMatchObject({ version: 'v1', variant: 'champion' });
    expect(service.lines.find(({ level }) => level === 50)).toMatchObject({
      msg: expect.stringContaining('the trial is off'),
    });
  });
});

async function logOf(service: Served): Promise<Record<string, unknown>[]> {
  await service.end();
  return readdirSync(service.logDir)
    .flatMap((name) => readFileSync(join(service.logDir, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
