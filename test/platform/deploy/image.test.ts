import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serviceImage } from '../../../platform/deploy/image/service-image.ts';
import { tryImage } from '../../../platform/deploy/image/try-image.ts';
import { runGit } from '../../../platform/git/ask-git.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const OWNER = { owner: 'Octo-Taxi', repo: 'My-Ratchet' };

/** A repository with everything that goes into an image. */
function repository() {
  const root = temporaryFolder();
  const commit = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    runGit(root, ['add', '.']);
    runGit(root, ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'Change']);
  };
  runGit(root, ['init', '--quiet']);
  const sources = ['package.json', 'package-lock.json', 'tsconfig.json', 'pipeline/a.ts', 'platform/a.ts'];
  const all = [...sources, 'service/Dockerfile', 'models/parcels/model.yaml', 'models/rides/model.yaml'];
  commit(Object.fromEntries(all.map((path) => [path, ''])));
  return { commit, image: (version = 'v3') => serviceImage(root, OWNER, 'parcels', version) };
}

test('an image has a name in lower case, and an address for its version, its sources and production', () => {
  expect(repository().image()).toEqual({
    name: 'ghcr.io/octo-taxi/my-ratchet/parcels',
    version: 'ghcr.io/octo-taxi/my-ratchet/parcels:v3',
    exact: expect.stringMatching(/^ghcr\.io\/octo-taxi\/my-ratchet\/parcels:v3-[0-9a-f]{12}$/),
    production: 'ghcr.io/octo-taxi/my-ratchet/parcels:production',
  });
});

test.each([
  { what: 'the service', path: 'service/Dockerfile', isOther: true },
  { what: 'the code that scores', path: 'pipeline/a.ts', isOther: true },
  { what: 'the model', path: 'models/parcels/registry.jsonl', isOther: true },
  { what: 'another model', path: 'models/rides/registry.jsonl', isOther: false },
  { what: 'a text', path: 'README.md', isOther: false },
])('a change of $what makes another image: $isOther', ({ path, isOther }) => {
  const { commit, image } = repository();
  const before = image().exact;
  commit({ [path]: 'changed' });
  expect(image().exact !== before).toBe(isOther);
});

test.each(['', 'root', '0', '0:0', 'node'])(
  'an image that runs as the user "%s" is not even started',
  async (user) => {
    const asked: string[] = [];
    const run = async (...args: string[]) => {
      asked.push(args.slice(0, 2).join(' '));
      return user;
    };
    const trying = tryImage({ run, ask: run }, 'ghcr.io/a/b/parcels:v3', undefined as never);
    await expect(trying).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining(`"${user}"`),
    });
    expect(asked).toEqual(['image inspect']);
  },
);
