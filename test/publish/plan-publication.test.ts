import { expect, test } from 'vitest';
import { digestOf, sha256 } from '../../pipeline/digest/digest.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { manifestSchema } from '../../pipeline/publish/manifest.ts';
import { type PublicationInput, planPublication } from '../../pipeline/publish/plan-publication.ts';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { anchorOf, championOf } from '../../pipeline/publish/registry-state.ts';
import { versionMetricsSchema } from '../../pipeline/publish/version-folder.ts';
import { profileSchema } from '../../pipeline/validate/profile.ts';
import { worse } from '../gate/gate-case.ts';
import { publicationInput, publishSeries } from './publication-case.ts';

function planned(input: PublicationInput) {
  const plan = planPublication(input);
  if (plan.kind !== 'publish') throw new Error(plan.reason);
  return plan;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

test('the first candidate becomes v1: five files, registered and promoted', () => {
  const input = publicationInput();
  const { version, digest, files, registryAppend } = planned(input);
  expect(version).toBe('v1');
  expect(files.map(({ path }) => path)).toEqual(
    ['model.json', 'metrics.json', 'profile.json', 'card.md', 'manifest.json'].map(
      (name) => `versions/v1/${name}`,
    ),
  );
  const events = parseRegistry(registryAppend);
  expect(events).toMatchObject([
    { event: 'registered', version, digest, holdout: { periods: ['2021-02'], rows: 56_000 } },
    { event: 'promoted', version, digest, basis: 'first', reason: input.verdict.reasons[0] },
  ]);
  expect(championOf(events)).toEqual({ version, digest });
});

test('model.json is byte for byte what was gated', () => {
  const input = publicationInput();
  expect(planned(input).files[0]!.bytes).toEqual(input.model);
});

test('metrics and profile are read back as what they were', () => {
  const input = publicationInput();
  const [, metrics, profile] = planned(input).files;
  const { evaluation, verdict } = input;
  expect(versionMetricsSchema.parse(JSON.parse(text(metrics!.bytes)))).toMatchObject({ evaluation, verdict });
  expect(profileSchema.parse(JSON.parse(text(profile!.bytes)))).toEqual(input.profile);
});

test('the manifest joins version, digest, contract, code, commit, run, data and files', () => {
  const input = publicationInput();
  const { files, digest } = planned(input);
  const manifest = manifestSchema.parse(JSON.parse(text(files[4]!.bytes)));
  expect(manifest).toMatchObject({
    name: 'nyc-green-taxi',
    version: 'v1',
    digest,
    contract: input.contractDigest,
    code: { digest: input.codeDigest, commit: input.commit },
    run: input.run,
    publishedAt: input.at,
    data: { training: input.training, holdout: input.holdout },
  });
  expect(manifest.files).toEqual(
    files.slice(0, 4).map(({ path, bytes }) => ({
      path: path.replace('versions/v1/', ''),
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
  );
});

test('what does not exist is left out of manifest and events', () => {
  const { commit: _, run: __, ...input } = publicationInput();
  const { files, registryAppend } = planned(input);
  const manifest = JSON.parse(text(files[4]!.bytes));
  expect(Object.keys(manifest.code)).toEqual(['digest']);
  expect(manifest).not.toHaveProperty('run');
  expect(parseRegistry(registryAppend)[0]).not.toHaveProperty('commit');
});

test('a better candidate becomes the next version and the anchor', () => {
  const { registry } = publishSeries(3);
  const events = parseRegistry(registry);
  expect(championOf(events)?.version).toBe('v3');
  expect(anchorOf(events)?.version).toBe('v3');
  expect(events.map(({ event, version }) => `${event} ${version}`)).toEqual(
    ['v1', 'v2', 'v3'].flatMap((version) => [`registered ${version}`, `promoted ${version}`]),
  );
});

test('publishing twice finds it published, and plans nothing', () => {
  const input = publicationInput();
  const { registryAppend, digest } = planned(input);
  expect(planPublication({ ...input, registry: registryAppend })).toEqual({
    kind: 'already-published',
    version: 'v1',
    digest,
    reason: 'Already published as v1.',
  });
});

test('the same input gives the same bytes', () => {
  expect(planPublication(publicationInput())).toEqual(planPublication(publicationInput()));
});

test('the version does not depend on time, run, commit or machine', () => {
  const one = planned(publicationInput());
  const other = planned({
    ...publicationInput(),
    at: '2031-01-01T00:00:00Z',
    run: 'another',
    commit: 'other',
  });
  expect(other.digest).toBe(one.digest);
});

const { registry } = publishSeries(1);
const REFUSALS: readonly { description: string; input: PublicationInput; says: string }[] = [
  {
    description: 'a candidate that was rejected, with its reasons',
    input: publicationInput(registry, 2, worse),
    says: 'The gate did not promote it (reject): Worse than the champion v1',
  },
  {
    description: 'another model than was gated',
    input: { ...publicationInput(), model: new TextEncoder().encode('{"model":"other"}') },
    says: 'The gate judged sha256:',
  },
  {
    description: 'a model gated under another contract',
    input: { ...publicationInput(), contractDigest: digestOf('another contract') },
    says: 'The gate judged sha256:',
  },
  {
    description: 'a model trained on other data than was gated',
    input: { ...publicationInput(), training: publicationInput().holdout },
    says: 'The gate judged sha256:',
  },
  {
    description: 'another evaluation than the gate judged by',
    input: { ...publicationInput(), evaluation: { ...publicationInput().evaluation, rows: 57_000 } },
    says: 'The evaluation is not the one that the gate judged by.',
  },
  {
    description: 'a candidate judged before there was a champion',
    input: { ...publicationInput('', 2), registry },
    says: 'The candidate was judged against no champion, but the champion is v1, sha256:',
  },
  {
    description: 'a candidate judged against a champion that is one no more',
    input: { ...publicationInput(registry, 9), registry: publishSeries(2).registry },
    says: 'but the champion is v2, sha256:',
  },
  {
    description: 'a broken registry',
    input: { ...publicationInput(), registry: 'x\n' },
    says: 'Line 1 of registry.jsonl is broken: it is not JSON.',
  },
];

test.each(REFUSALS)('$description is refused', ({ input, says }) => {
  const run = () => planPublication(input);
  expect(run).toThrow(RatchetError);
  expect(run).toThrow(says);
});
