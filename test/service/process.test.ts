import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { readSettings } from '../../service/settings.ts';
import { startService } from '../bench/service/processes.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';
import { addVersion, promote } from './add-version.ts';
import { RIDE } from './serve.ts';

const temporaryFolder = temporaryFolders();
const post = (address: string) =>
  fetch(`${address}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(RIDE),
  });

describe('the process', () => {
  it('on SIGTERM answers while it drains, says that it is not ready and ends with 0', async () => {
    const service = await startService(temporaryFolder(), { RATCHET_DRAIN_MS: '500' });
    const ended = service.end();
    // A process group may send the signal twice.
    service.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const ready = await fetch(`${service.address}/readyz`);
    const answer = await post(service.address);
    expect([ready.status, ready.headers.get('connection'), answer.status]).toEqual([503, 'close', 200]);
    expect(await ended).toBe(0);
  });

  it('on SIGHUP reads the registry again', async () => {
    const root = temporaryFolder();
    const service = await startService(root, { RATCHET_POLL_MS: '3600000' });
    promote(root, 'v2', addVersion(root, 'v2', 1));
    service.child.kill('SIGHUP');
    let version: unknown;
    for (let i = 0; i < 100 && version !== 'v2'; i++) {
      ({ version } = (await (await post(service.address)).json()) as { version: string });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(version).toBe('v2');
    expect(await service.end()).toBe(0);
  });
});

describe('settings', () => {
  it('are read once, with defaults', () => {
    expect(readSettings({ PORT: '9000', RATCHET_TRUST_PROXY: 'true' }, '/repository')).toMatchObject({
      host: '127.0.0.1',
      port: 9000,
      root: '/repository',
      trustProxy: true,
      rateLimit: 1000,
    });
  });

  it('at fault are all named', () => {
    const read = () =>
      readSettings({ PORT: 'x', RATCHET_FEEDBACK_KEY: 'short', RATCHET_TRUST_PROXY: 'maybe' }, '/');
    expect(read).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringMatching(/PORT.*\nRATCHET_FEEDBACK_KEY.*\nRATCHET_TRUST_PROXY/),
      }),
    );
  });

  it('are all in the documentation', () => {
    const [code, documentation] = ['settings.ts', 'README.md'].map((name) =>
      readFileSync(`${codeRoot}/service/${name}`, 'utf8'),
    );
    const names = [...code!.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(documentation).toContain(`\`${name}\``);
  });
});
