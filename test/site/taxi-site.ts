import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { RecordLine } from '../../pipeline/records/record-kinds.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { call, callJson } from '../cli/call.ts';
import { commitAll } from '../cli/parcels.ts';
import { incidentOf, runOf } from '../records/records.ts';
import { commitRecords } from './commit-records.ts';

const MODEL = 'nyc-green-taxi';

/**
 * A repository with this one's model and a second version: v1 of 2021-01, and v2 of 2021-01 and 2021-02, the champion.
 * Its records tell of an incident that is over, and of a run that was rejected. A copy of the one that was made before
 * all tests.
 */
export function taxiWithTwo(): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'ratchet-taxi-'));
  cpSync(inject('taxi'), root, { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Makes that repository; to train its versions takes longer than any test of its pages. */
export async function makeTaxi(root: string): Promise<void> {
  cpSync(join(codeRoot, 'models'), join(root, 'models'), { recursive: true });
  commitAll(root);
  await callJson(root, 'run', '--threads', '1');
  const { exitCode, stderr } = await call(root, 'publish', '--by', 'maintainers');
  if (exitCode !== 0) throw new Error(stderr);
  commitRecords(root, records());
}

function records(): RecordLine[] {
  const incident = {
    model: MODEL,
    title: 'Drift in 2021-03',
    kind: 'drift',
    url: 'https://github.com/octo/taxi/issues/7',
    runUrl: 'https://github.com/octo/taxi/actions/runs/1',
  };
  const at = '2024-05-13T05:23:00.000Z';
  const answeredBy = 'https://github.com/octo/taxi/pull/8';
  const verdict: RunRecord['verdict'] = { kind: 'reject', reasons: ['Worse than the champion v1.'] };
  const run = 'https://github.com/octo/taxi/actions/runs/1';
  return [
    { model: MODEL, kind: 'incidents', record: incidentOf(incident) },
    {
      model: MODEL,
      kind: 'incidents',
      record: incidentOf({ ...incident, event: 'closed', at, answeredBy }),
    },
    { model: MODEL, kind: 'runs', record: runOf({ model: MODEL, verdict, run }) },
  ];
}

/** Puts the tag of a deployment on a commit of everything in the folder. */
export function deploy(root: string): void {
  const commit = commitAll(root);
  execFileSync('git', ['tag', '--force', `${MODEL}/production`, commit], { cwd: root, stdio: 'ignore' });
}
