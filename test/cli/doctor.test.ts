import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import type { Finding } from '../../platform/doctor/check.ts';
import type { CheckResult } from '../../platform/doctor/examine.ts';
import { call, callJson } from './call.ts';
import { commitAll, copiesOf, makeParcels, publishTwo } from './parcels.ts';

const MODEL = 'models/parcels';
/** Stands for the sha256 of the file as it was left. */
const ITS_DIGEST = 'its digest';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
  commitAll(root);
});

/** What doctor finds, and its exit code. */
async function findingsOf(
  root: string,
  ...argv: readonly string[]
): Promise<{ exitCode: number; findings: Finding[] }> {
  const { exitCode, stdout, stderr } = await call(root, 'doctor', '--json', ...argv);
  if (stdout === '') throw new Error(stderr);
  const { checks } = JSON.parse(stdout) as { checks: CheckResult[] };
  return { exitCode, findings: checks.flatMap(({ findings }) => findings) };
}

type Change = (path: string) => void;
const remove: Change = (path) => rmSync(path, { recursive: true });
const addByte: Change = (path) => appendFileSync(path, ' ');
const spoil: Change = (path) => writeFileSync(path, 'not what it was');
const replace =
  (what: string | RegExp, by: string): Change =>
  (path) =>
    writeFileSync(path, readFileSync(path, 'utf8').replace(what, by));

describe('a repository in which nothing is broken', () => {
  it('has no findings', async () => {
    const document = await callJson(await published(), 'doctor');
    expect(document).toMatchObject({ stage: 'doctor', ok: true, errors: 0, warnings: 0 });
    const { exitCode, stdout, stderr } = await call(await published(), 'doctor');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      '✔ Node is new enough',
      '✔ Libraries are installed as locked',
      '✔ Git keeps line endings out of digests',
      '✔ out/ can be written to',
      '✔ The JSON Schema of model.yaml is fresh',
      '✔ model.yaml is valid · parcels',
      '✔ Registry, versions and embedded months are whole · parcels',
      '✔ Model cards say what manifest and metrics say · parcels',
      '✔ Accepted months have a file and a reason · parcels',
      '',
      'nothing is broken',
      '',
    ]);
  });

  it('is left as it is', async () => {
    const root = await published();
    rmSync(join(root, 'out'), { recursive: true });
    await call(root, 'doctor');
    expect(() => readFileSync(join(root, 'out'))).toThrow('ENOENT');
  });

  it('also where it is no git repository', async () => {
    const root = await published();
    rmSync(join(root, '.git'), { recursive: true });
    expect(await findingsOf(root)).toEqual({ exitCode: 0, findings: [] });
  });
});

describe('each file that is tampered with is named', () => {
  it.each<[file: string, how: string, change: Change, found: string]>([
    ['versions/v1/model.json', 'changed by a byte', addByte, ITS_DIGEST],
    ['versions/v1/model.json', 'gone', remove, 'no such file'],
    ['versions/v2/metrics.json', 'no JSON', spoil, ITS_DIGEST],
    ['versions/v2/profile.json', 'gone', remove, 'no such file'],
    ['versions/v1/card.md', 'reworded', addByte, ITS_DIGEST],
    ['versions/v1/manifest.json', 'gone', remove, 'no such file'],
    [
      'versions/v2/manifest.json',
      'given another date',
      replace('"publishedAt": "2', '"publishedAt": "1'),
      ITS_DIGEST,
    ],
    ['registry.jsonl', 'cut off', replace(/.$/s, ''), 'line 4 is broken: it does not end in a newline'],
    [
      'registry.jsonl',
      'edited',
      replace('maintainers', 'someone-else'),
      'line 1 is broken: its hash is sha256:',
    ],
    ['registry.jsonl', 'without its first line', replace(/^.*\n/, ''), 'line 1 is broken: its seq is 2'],
    ['registry.jsonl', 'no JSON', spoil, 'line 1 is broken'],
    ['registry.jsonl', 'gone', remove, ''],
    ['data.lock.json', 'no JSON', spoil, 'expected a data lock'],
    ['data.lock.json', 'gone', remove, 'no such file'],
    ['data.lock.json', 'given another size', replace(/"bytes": \d+/, '"bytes": 1'), '1 bytes'],
    ['data/parcels_2024-02.csv', 'changed by a byte', addByte, ITS_DIGEST],
    ['data/parcels_2024-02.csv', 'gone, though git has it', remove, 'no such file'],
    ['model.yaml', 'gone', remove, 'no such file'],
    [
      'model.yaml:29',
      'misspelt',
      replace('ceiling:', 'cieling:'),
      'gate has no key "cieling"; did you mean "ceiling"?',
    ],
    ['model.yaml:12', 'no YAML', replace('columns:', 'columns: {'), 'not valid YAML'],
    ['model.yaml', 'given a source that there is not', replace('monthly-file', 'pigeon-post'), 'pigeon-post'],
  ])('%s, %s', async (file, _, change, found) => {
    const root = await published();
    const path = join(root, MODEL, file.replace(/:\d+$/, ''));
    change(path);
    const { exitCode, findings } = await findingsOf(root);
    expect(exitCode).toBe(3);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => finding.file)).toContain(`${MODEL}/${file}`);
    expect(errors.find((finding) => finding.file === `${MODEL}/${file}`)?.found).toContain(
      found === ITS_DIGEST ? sha256(readFileSync(path)) : found,
    );
    for (const { expected, fix } of errors)
      expect([expected, fix].every((text) => text.length > 3)).toBe(true);
    // Nothing else is accused of the same.
    expect(errors.every((finding) => finding.file.startsWith(MODEL))).toBe(true);
  });

  it('where several are broken, all are told', async () => {
    const root = await published();
    addByte(join(root, MODEL, 'versions/v1/card.md'));
    addByte(join(root, MODEL, 'versions/v2/profile.json'));
    remove(join(root, '.gitattributes'));
    const { findings } = await findingsOf(root);
    expect(findings.map(({ severity, file }) => [severity, file])).toEqual([
      ['error', '.gitattributes'],
      ['error', `${MODEL}/versions/v1/card.md`],
      ['error', `${MODEL}/versions/v2/profile.json`],
    ]);
  });

  it('a month that no lock knows, and a version that no line registers', async () => {
    const root = await published();
    writeFileSync(join(root, MODEL, 'data/parcels_2024-04.csv'), '');
    const registry = join(root, MODEL, 'registry.jsonl');
    writeFileSync(registry, `${readFileSync(registry, 'utf8').split('\n').slice(0, 2).join('\n')}\n`);
    const { findings } = await findingsOf(root);
    expect(findings.map(({ severity, file }) => [severity, file])).toEqual([
      ['error', `${MODEL}/versions/v2`],
      ['warning', `${MODEL}/data/parcels_2024-04.csv`],
    ]);
  });
});

describe('what is broken around the models', () => {
  it('a stale schema warns, and stops nothing', async () => {
    const root = await published();
    replace('"title"', '"titel"')(join(root, 'models/model.schema.json'));
    expect(await findingsOf(root)).toEqual({
      exitCode: 0,
      findings: [
        {
          severity: 'warning',
          file: 'models/model.schema.json',
          expected: 'the schema of the code here',
          found: 'another schema',
          fix: 'Run npm run generate, and commit the file.',
        },
      ],
    });
    expect((await call(root, 'doctor')).stdout).toMatch(
      /! The JSON Schema .*\n {4}warning: models\/model\.schema\.json\n[\s\S]*\n0 errors, 1 warning\n$/,
    );
  });

  it('attributes without the rule', async () => {
    const root = await published();
    writeFileSync(join(root, '.gitattributes'), '* text=auto\n# models/** -text\nmodels/* -text\n');
    const { exitCode, findings } = await findingsOf(root);
    expect([exitCode, findings[0]?.file, findings[0]?.expected, findings[0]?.found]).toEqual([
      3,
      '.gitattributes',
      'the line models/** -text',
      'no such line',
    ]);
  });

  it('a file where out/ should be', async () => {
    const root = await published();
    rmSync(join(root, 'out'), { recursive: true });
    writeFileSync(join(root, 'out'), '');
    const { exitCode, findings } = await findingsOf(root);
    expect([exitCode, findings.map(({ file }) => file)]).toEqual([3, ['out/']]);
  });

  it('a folder that is no Ratchet repository', async () => {
    const root = await published();
    rmSync(join(root, 'models'), { recursive: true });
    const { exitCode, findings } = await findingsOf(root);
    expect(exitCode).toBe(3);
    expect(findings.find(({ file }) => file === 'models/')).toMatchObject({
      found: 'none',
      fix: 'Run this in the folder of a Ratchet repository.',
    });
  });
});

describe('one of several models', () => {
  it('is looked at alone', async () => {
    const root = await published();
    await makeParcels(join(root, 'other'));
    remove(join(root, MODEL, 'model.yaml'));
    expect((await findingsOf(root, '--model', 'parcels')).exitCode).toBe(3);
    const { exitCode, stderr } = await call(root, 'doctor', '--model', 'parcel');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('there is no model "parcel" under models/');
    expect(stderr).toContain('parcels');
  });
});
