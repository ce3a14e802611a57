import { expect, test } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { planPublication } from '../../pipeline/publish/plan-publication.ts';
import { traceVersion } from '../../pipeline/publish/trace.ts';
import { emptyFolder, publishedFolder } from './folder-on-disk.ts';
import { MONTHS, publicationInput } from './publication-case.ts';

test('the champion is traced back to commit, run and data, link by link', () => {
  const lines = traceVersion(publishedFolder(2));
  expect(lines.map(({ link, value }) => `${link} ${value}`)).toEqual([
    'version v2',
    expect.stringMatching(/^digest sha256:[0-9a-f]{64}$/),
    'event registered',
    'event promoted',
    'manifest versions/v2/manifest.json',
    `commit ${'f'.repeat(40)}`,
    `code sha256:${'e'.repeat(64)}`,
    expect.stringMatching(/^contract sha256:[0-9a-f]{64}$/),
    'run https://github.com/example/taxi/actions/runs/1',
    'training 2021-01',
    'holdout 2021-02',
  ]);
  expect(lines[0]!.detail).toBe('champion');
  expect(lines.at(-1)!.detail).toBe(`76518 rows, sha256 ${sha256(MONTHS[1]!.bytes)}`);
});

test('an earlier version says what became of it', () => {
  expect(traceVersion(publishedFolder(2), 'v1')[0]).toEqual({
    link: 'version',
    value: 'v1',
    detail: 'superseded',
  });
});

test('what is not there is refused with what is', () => {
  expect(() => traceVersion(publishedFolder(1), 'v5')).toThrow(
    expect.objectContaining({ code: 'not-found', hint: 'Versions: v1.' }),
  );
  expect(() => traceVersion(emptyFolder())).toThrow('There is no champion.');
});

test('a broken manifest sends to doctor', () => {
  const folder = publishedFolder(1);
  folder.write('versions/v1/manifest.json', '{}');
  expect(() => traceVersion(folder)).toThrow('versions/v1/manifest.json is missing or broken.');
});

test('a month that was used although it was broken says who let it in, and why', () => {
  const input = publicationInput();
  const accepted = 'The meter was off that day.';
  const plan = planPublication({ ...input, holdout: [{ ...input.holdout[0]!, accepted }] });
  if (plan.kind !== 'publish') throw new Error(plan.reason);
  const folder = emptyFolder();
  for (const { path, bytes } of plan.files) folder.write(path, bytes);
  folder.write('registry.jsonl', plan.registryAppend);
  const details = traceVersion(folder)
    .slice(-2)
    .map(({ detail }) => detail);
  expect(details).toEqual([
    `76518 rows, sha256 ${sha256(MONTHS[0]!.bytes)}`,
    `76518 rows, sha256 ${sha256(MONTHS[1]!.bytes)}, accepted as it was: The meter was off that day.`,
  ]);
});
