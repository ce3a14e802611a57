import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../pipeline/digest/digest.ts';
import { parseRecords } from '../../../pipeline/records/record-file.ts';
import { DEPLOY_STEPS } from '../../../platform/deploy/steps.ts';
import { withWorkspace } from '../../../platform/run/workspace.ts';
import { copiesOf, makeParcels, publishTwo } from '../../cli/parcels.ts';
import { type ApiAnswer, type ApiRequest, apiServers } from '../github/api-server.ts';
import { fakeRepository } from '../github/fake-repository.ts';
import { assetOf, type DeskRelease, releaseDesk } from '../github/release-desk.ts';

const serve = apiServers();
const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});
const REGISTRY = 'models/parcels/registry.jsonl';
const TAG = 'tags/parcels/production';
const dead: ApiAnswer = { status: 401, body: { message: 'the run was killed' } };
const isWrite = ({ method }: ApiRequest) => method !== 'GET';

type Step = keyof typeof DEPLOY_STEPS;

/** A repository whose champion is v2, here and on GitHub. */
async function start() {
  const root = await published();
  const repository = fakeRepository({ [REGISTRY]: readFileSync(join(root, REGISTRY), 'utf8') });
  const releases: DeskRelease[] = [];
  let address = '';
  const desk = releaseDesk(releases, () => address);
  let [writes, runs] = [0, 0];

  /** Does steps of a run, which dies after so many writes; the last of them GitHub still carries out. */
  const deploy = async (steps: readonly Step[], dieAfter = Number.POSITIVE_INFINITY) => {
    const commit = repository.refs.get('heads/main')!;
    let left = dieAfter;
    const { github } = await serve((request) => {
      if (left <= 0) return dead;
      const answer = desk(request) ?? repository.answer(request);
      if (isWrite(request)) {
        left -= 1;
        writes += 1;
      }
      return left <= 0 ? dead : answer;
    });
    address = (await github.api.repos.get.endpoint({ owner: 'x', repo: 'y' })).url.replace('/repos/x/y', '');
    const words: string[] = [];
    for (const step of steps) {
      const result = await DEPLOY_STEPS[step]({
        github,
        model: 'parcels',
        branch: 'main',
        commit,
        runUrl: `https://github.test/runs/${++runs}`,
        at: '2024-05-20T06:00:00.000Z',
        root,
        repositoryUrl: 'https://github.test/octo/parcels',
        inDocker: undefined,
        inWorkspace: (use) =>
          withWorkspace({ root, dataDir: join(root, 'months'), threads: 1, today: '2024-05-20' }, use),
      });
      words.push(result.words);
    }
    return words;
  };
  return { root, repository, releases, deploy, writes: () => writes };
}

const NAMES = ['SHA256SUMS', 'card.md', 'manifest.json', 'metrics.json', 'model.json'];
const MONTHS = ['parcels_2024-01.csv', 'parcels_2024-02.csv', 'parcels_2024-03.csv'];

describe('a deployment', () => {
  test('releases the champion with its papers and its months, and then moves production to it', async () => {
    const { repository, releases, deploy, root } = await start();
    expect(await deploy(['prepare'])).toEqual([
      '[parcels v2](https://github.test/releases/parcels/v2) is ready, and was tested as it will be downloaded.',
    ]);
    expect(releases).toMatchObject([{ tag_name: 'parcels/v2', draft: false, make_latest: 'false' }]);
    expect(releases[0]!.assets.map(({ name }) => name).sort()).toEqual([...NAMES, ...MONTHS, 'profile.json']);
    const model = releases[0]!.assets.find(({ name }) => name === 'model.json')!;
    expect(Buffer.from(model.bytes)).toEqual(
      readFileSync(join(root, 'models/parcels/versions/v2/model.json')),
    );
    expect(repository.refs.has(TAG)).toBe(false);

    expect(await deploy(['switch'])).toEqual([
      '[parcels v2](https://github.test/releases/parcels/v2) is live, after nothing.',
    ]);
    expect(repository.refs.get(TAG)).toBe(repository.refs.get('heads/main'));
    expect(releases[0]!.make_latest).toBe('true');
    expect(await deploy(['reconcile'])).toEqual(['v2, the champion, is live.']);
  });

  test('that is done already does it no second time', async () => {
    const { releases, deploy, writes } = await start();
    await deploy(['prepare', 'switch']);
    const before = writes();
    await deploy(['prepare']);
    expect(writes()).toBe(before);
    expect(releases).toHaveLength(1);
  });

  const WRITES = 13;

  test('takes as many writes as the test after this one kills it at', async () => {
    const { deploy, writes } = await start();
    await deploy(['prepare', 'switch']);
    expect(writes()).toBe(WRITES);
  });

  test.each(Array.from({ length: WRITES }, (_, i) => i + 1))(
    'that was killed after %i writes is finished by the next',
    async (after) => {
      const { repository, releases, deploy } = await start();
      await expect(deploy(['prepare', 'switch'], after)).rejects.toMatchObject({ code: 'github' });
      // Nothing is live that is not whole.
      if (repository.refs.has(TAG)) expect(releases).toMatchObject([{ draft: false }]);
      await deploy(['prepare', 'switch']);
      expect(releases).toMatchObject([{ tag_name: 'parcels/v2', draft: false, make_latest: 'true' }]);
      expect(releases[0]!.assets).toHaveLength(9);
      expect(repository.refs.get(TAG)).toBe(repository.refs.get('heads/main'));
    },
  );

  test('makes half an upload, and one of other bytes, again while it is a draft', async () => {
    const { releases, deploy } = await start();
    await expect(deploy(['prepare'], 4)).rejects.toBeDefined();
    const { assets } = releases[0]!;
    const [first, second] = assets;
    assets[0] = assetOf(first!.id, first!.name, first!.bytes.subarray(0, 10), 'starter');
    assets[1] = assetOf(second!.id, second!.name, Buffer.from('else'));
    await deploy(['prepare']);
    const sums = Buffer.from(assets.find(({ name }) => name === 'SHA256SUMS')!.bytes).toString();
    for (const { name, bytes } of assets.filter((asset) => asset.name !== 'SHA256SUMS'))
      expect(sums).toContain(`${sha256(bytes)}  ${name}\n`);
  });

  test('never replaces a byte of a published release', async () => {
    const { releases, deploy, repository } = await start();
    await deploy(['prepare']);
    const { assets } = releases[0]!;
    const at = assets.findIndex(({ name }) => name === 'model.json');
    assets[at] = assetOf(assets[at]!.id, 'model.json', Buffer.from('{}'));
    await expect(deploy(['prepare', 'switch'])).rejects.toMatchObject({
      message: 'the published release parcels/v2 holds another model.json than the repository',
    });
    expect(repository.refs.has(TAG)).toBe(false);
  });

  test('stops at bytes that come back as others, and leaves a draft', async () => {
    const { releases, deploy } = await start();
    await expect(deploy(['prepare'], 10)).rejects.toBeDefined();
    // The same size, and a digest that does not tell: only reading them back does.
    const model = releases[0]!.assets.find(({ name }) => name === 'model.json')!;
    model.bytes = Buffer.from(model.bytes).fill(32, 0, 1);
    await expect(deploy(['prepare'])).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringMatching(/^the smoke test failed: model\.json: expected sha256 /),
    });
    expect(releases[0]!.draft).toBe(true);
  });

  test('of a broken version does not begin', async () => {
    const { root, releases, deploy, writes } = await start();
    writeFileSync(join(root, 'models/parcels/versions/v2/card.md'), 'Mine.\n');
    await expect(deploy(['prepare'])).rejects.toMatchObject({ code: 'registry' });
    expect({ releases, writes: writes() }).toEqual({ releases: [], writes: 0 });
  });

  test('takes the months that the version was made from, although they were published anew and locked again', async () => {
    const { root, deploy, releases } = await start();
    const lock = join(root, 'models/parcels/data.lock.json');
    const month = join(root, 'models/parcels/data/parcels_2024-01.csv');
    const kept = readFileSync(month);
    const anew = Buffer.from(kept.toString().replace('a\n', 'b\n'));
    writeFileSync(month, anew);
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(sha256(kept), sha256(anew)));
    await expect(deploy(['prepare'])).rejects.toMatchObject({
      message: `2024-01 was made from sha256 ${sha256(kept)}, and is here as ${sha256(anew)}`,
    });
    expect(releases).toEqual([]);
    mkdirSync(join(root, 'months'));
    writeFileSync(join(root, 'months/parcels_2024-01.csv'), kept);
    await deploy(['prepare']);
    const released = releases[0]!.assets.find(({ name }) => name === 'parcels_2024-01.csv')!;
    expect(Buffer.from(released.bytes)).toEqual(kept);
  });

  test('does not switch to what is no longer the champion', async () => {
    const { repository, deploy } = await start();
    await deploy(['prepare']);
    const commit = repository.refs.get('heads/main')!;
    const v1 = repository.filesAt('main')[REGISTRY]!.split('\n').slice(0, 2).join('\n');
    repository.push({ [REGISTRY]: `${v1}\n` });
    const main = repository.refs.get('heads/main')!;
    repository.refs.set('heads/main', commit);
    const deploying = deploy(['switch']);
    repository.refs.set('heads/main', main);
    expect(await deploying).toEqual(['v2 is not the champion any more, v1 is: its own deployment follows.']);
    expect(repository.refs.has(TAG)).toBe(false);
  });
});

describe('what became of a deployment', () => {
  test('is an issue while it fails, which closes when one succeeds', async () => {
    const { repository, deploy } = await start();
    expect(await deploy(['failed'])).toEqual(['The incident is [#1](https://github.test/issues/1).']);
    expect(repository.issues[0]).toMatchObject({ title: 'The deployment of parcels failed', state: 'open' });
    expect(repository.issues[0]!.body).toContain('Nothing was live before.');
    await deploy(['failed']);
    expect(repository.issues).toHaveLength(1);
    await deploy(['prepare', 'switch', 'succeeded']);
    expect(repository.issues[0]!.state).toBe('closed');
    const records = parseRecords(
      repository.filesAt('ratchet/records')['parcels/incidents.jsonl']!,
      'incidents',
      'incidents.jsonl',
    );
    expect(records.map(({ kind, event, number }) => [kind, event, number])).toEqual([
      ['deploy', 'opened', 1],
      ['deploy', 'updated', 1],
      ['deploy', 'closed', 1],
    ]);
  });

  test('is no issue of a model that is live as it should be, when the one beside it fails', async () => {
    const { repository, deploy } = await start();
    expect(await deploy(['prepare', 'switch', 'failed'])).toContain('No incident was open.');
    expect(repository.issues).toEqual([]);
  });

  test('is looked at by continuous training, which starts what never came about', async () => {
    const { repository, deploy } = await start();
    expect(await deploy(['reconcile'])).toEqual([
      'Nothing is live, and v2 is the champion: its deployment was started.',
    ]);
    expect(repository.dispatched).toEqual([{ workflow: 'deploy.yml', inputs: { model: 'parcels' } }]);
  });
});
