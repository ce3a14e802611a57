import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels } from './parcels.ts';

const empty = copiesOf(makeParcels);
const RUN = ['run', '--train', '2024-01', '--holdout', '2024-02', '--threads', '1'] as const;
const CHECK = '  - { range: miles, min: 0, max: 5, max_share: 0, severity: error }\n';

/** A repository whose months break a check that came after them. */
async function start() {
  const root = await empty();
  const folder = join(root, 'models', 'parcels');
  const contract = join(folder, 'model.yaml');
  writeFileSync(contract, readFileSync(contract, 'utf8').replace('window:', `${CHECK}window:`));
  const digestOf = (period: string) => sha256(readFileSync(join(folder, 'data', `parcels_${period}.csv`)));
  const accept = (months: Readonly<Record<string, string>>) =>
    writeFileSync(
      join(folder, 'accepted-months.yaml'),
      Object.entries(months)
        .map(
          ([period, digest]) => `${period}:\n  sha256: ${digest}\n  reason: Far away is where they went.\n`,
        )
        .join(''),
    );
  return { root, folder, digestOf, accept };
}

it('an accepted month trains and judges, which report, manifest, card and trace tell', async () => {
  const { root, folder, digestOf, accept } = await start();
  expect(await callJson(root, ...RUN)).toMatchObject({ verdict: { kind: 'undecided' } });

  accept({ '2024-01': digestOf('2024-01'), '2024-02': digestOf('2024-02') });
  const { verdict, validation } = (await callJson(root, ...RUN)) as {
    verdict: { kind: string };
    validation: { ok: boolean; violations: { message: string }[] }[];
  };
  expect(verdict.kind).toBe('promote');
  const reason = 'Far away is where they went.';
  expect(validation.map(({ ok, violations: [first] }) => [ok, first!.message])).toEqual([
    [true, `accepted as it is: ${reason}`],
    [true, `accepted as it is: ${reason}`],
  ]);
  expect(readFileSync(join(root, 'out/report.html'), 'utf8')).toContain(`accepted as it is: ${reason}`);

  await callJson(root, 'publish');
  const read = (file: string) => readFileSync(join(folder, 'versions/v1', file), 'utf8');
  const { data } = JSON.parse(read('manifest.json'));
  expect([data.training, data.holdout]).toMatchObject([
    [{ period: '2024-01', accepted: reason }],
    [{ period: '2024-02', accepted: reason }],
  ]);
  expect(read('card.md')).toContain(`- 2024-01 was accepted as it was, by a person: ${reason}`);
  const trace = (await call(root, 'trace', 'v1')).stdout.replaceAll(/\s+/g, ' ');
  expect(trace.split(`accepted as it was: ${reason}`)).toHaveLength(3);
  expect(await call(root, 'card', '--version', 'v1')).toMatchObject({ exitCode: 0 });
});

it('a month that was accepted as another file is refused, and doctor says so', async () => {
  const { root, digestOf, accept } = await start();
  accept({ '2024-01': digestOf('2024-01'), '2024-02': digestOf('2024-03') });
  const { verdict } = (await callJson(root, ...RUN)) as { verdict: { kind: string; reasons: string[] } };
  expect(verdict.kind).toBe('undecided');
  expect(verdict.reasons[0]).toContain(
    `holdout 2024-02 (accepted was the file with the sha256 ${digestOf('2024-03')}, found ${digestOf('2024-02')}`,
  );
  const { exitCode, stdout } = await call(root, 'doctor');
  expect(exitCode).toBe(3);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`2024-02 with the sha256 ${digestOf('2024-03')}`);
});
