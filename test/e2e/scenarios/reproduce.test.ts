import { expect, test } from 'vitest';
import { parseRecords } from '../../../pipeline/records/record-file.ts';
import { csvOf } from '../../cli/parcels.ts';
import { FOLDER, parcels } from './parcels.ts';
import { expectRuns, replace, worlds } from './rides.ts';

const start = worlds();
const WORKFLOW = 'reproduce.yml';
const MONTH = `${FOLDER}/data/parcels_2024-01.csv`;

test('once a week the champion is made again; an incident tells where it does not come out, until it does', async () => {
  const hub = await start({ files: await parcels('pull-request') });
  const check = async () => {
    await hub.schedule(WORKFLOW);
    const runs = await expectRuns(hub, ['Reproduce: success'], {
      except: ['CI', 'Comment', 'Release', 'Deploy'],
    });
    return runs.find(({ workflow }) => workflow === 'Reproduce')!.summaries.join();
  };
  expect(await check()).toMatch(/parcels v1 is reproduced: `sha256:[0-9a-f]{64}` again\./);
  expect(await hub.issues('all')).toEqual([]);

  await hub.push({ files: { [MONTH]: replace('\n2024-01-02', '\n2024-01-03') } });
  await check();
  await check();
  const [incident, ...others] = await hub.issues();
  expect(others).toEqual([]);
  expect(incident!.title).toBe('parcels v1 does not come out again');
  expect(incident!.body).toContain('2024-01');
  expect(incident!.body).toContain('**It stays the champion.**');

  await hub.push({ files: { [MONTH]: csvOf('2024-01') } });
  expect(await check()).toContain('is reproduced');
  expect(await hub.issues()).toEqual([]);
  const text = (await hub.file('parcels/incidents.jsonl', 'ratchet/records'))!;
  expect(
    parseRecords(text, 'incidents', 'incidents.jsonl').map(({ kind, event, number }) => [
      kind,
      event,
      number,
    ]),
  ).toEqual(['opened', 'updated', 'closed'].map((event) => ['reproduce', event, incident!.number]));
});
