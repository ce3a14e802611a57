import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeReportSchema } from '../../pipeline/report/change-report.ts';
import { commitAll, copiesOf, makeParcels, publishOne } from '../cli/parcels.ts';
import { runStep } from './run-action.ts';

/** A repository that uses the actions of another one: it holds a model, its data and v1, and no code. */
const repository = copiesOf(async (root) => {
  await makeParcels(root);
  await publishOne(root, '--train', '2024-01', '--holdout', '2024-03', '--recipe', 'by-zone');
  commitAll(root);
});

const CONTRACT = 'models/parcels/model.yaml';
const INGEST = { model: '', periods: '', base: 'HEAD^1' };
const VALIDATE = { model: '', periods: '', 'must-pass': 'true' };
const TRAIN = { model: '', train: '', holdout: '' };
const GATE = { model: '', holdout: '', base: 'HEAD^1', 'fail-on': 'reject, undecided' };

const reportOf = (root: string) =>
  changeReportSchema.parse(JSON.parse(readFileSync(join(root, 'out/parcels/report.json'), 'utf8')));

function change(root: string, path: string, edit: (text: string) => string): void {
  writeFileSync(join(root, path), edit(readFileSync(join(root, path), 'utf8')));
  commitAll(root);
}

function judge(root: string) {
  expect(runStep(root, 'ingest', INGEST)).toMatchObject({ exitCode: 0, outputs: { affected: 'true' } });
  expect(runStep(root, 'train', TRAIN)).toMatchObject({
    exitCode: 0,
    outputs: { train: '2024-01,2024-02', holdout: '2024-03' },
  });
  return runStep(root, 'gate', GATE);
}

test('a change that improves the model is promoted against the champion of the base', async () => {
  const root = await repository();
  change(root, CONTRACT, (text) => text.replace('title: Minutes', 'title: How many minutes'));
  const { exitCode, outputs, summary } = judge(root);
  expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'promote' });
  expect(outputs['reason']).toContain('Better than the champion v1');
  expect(summary).toContain('## ✅ Promote: How many minutes to deliver a parcel');
  const report = reportOf(root);
  expect(report).toMatchObject({ kind: 'judged', model: 'parcels', verdict: { kind: 'promote' } });
});

test('a change that worsens the model fails, and says by how much', async () => {
  const root = await repository();
  await publishOne(root, '--train', '2024-01,2024-02', '--holdout', '2024-03');
  commitAll(root);
  change(root, CONTRACT, (text) => text.replace('final: [miles, one_hot(zone)]', 'final: [one_hot(zone)]'));
  const { exitCode, outputs, log } = judge(root);
  expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 1, verdict: 'reject' });
  expect(log).toMatch(/::error::Reject: Worse than the champion v2: RMSE 8.\d+ min against 0.\d+ min/);
});

test('a row filter that drops the hard rows is judged on the rows of the base, and needs a person', async () => {
  const root = await repository();
  change(root, CONTRACT, (text) => text.replace('keep: [1, 60]', 'keep: [1, 20]'));
  const { exitCode, outputs } = judge(root);
  expect(exitCode).toBe(outputs['verdict'] === 'reject' ? 1 : 0);
  const report = reportOf(root);
  if (report.kind !== 'judged') throw new Error(report.kind);
  expect(report.evaluation.rows).toBe(200);
  expect(report.contract.target.keep).toEqual([1, 60]);
  expect(report.verdict.kind).not.toBe('promote');
  expect(report.verdict.rules.find(({ rule }) => rule === 'guarded contract')).toMatchObject({
    outcome: 'hold',
    reason: expect.stringContaining('row filter'),
  });
});

test('where nothing that feeds the model changed, nothing is trained', async () => {
  const root = await repository();
  writeFileSync(join(root, 'NOTES.md'), 'Notes.\n');
  commitAll(root);
  const { exitCode, outputs, summary } = runStep(root, 'ingest', INGEST);
  expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: { affected: 'false', periods: '' } });
  expect(summary).toContain('Nothing that feeds parcels changed since HEAD^1');
  expect(reportOf(root)).toMatchObject({ kind: 'unaffected', model: 'parcels' });
});

test('data that breaks the contract fails with every violation, and says so in the report', async () => {
  const root = await repository();
  change(root, CONTRACT, (text) =>
    text.replace(
      'severity: error }',
      'severity: error }\n  - { range: miles, min: 0, max: 5, max_share: 0, severity: error }',
    ),
  );
  const { exitCode, log, summary } = runStep(root, 'validate', VALIDATE);
  expect(exitCode).toBe(1);
  expect(log).toMatch(/::error::The data breaks the contract. 2024-01: .*miles/);
  expect(summary).toContain('The data breaks the contract in 2024-01, 2024-02 and 2024-03: 3 errors.');
  expect(reportOf(root)).toMatchObject({ kind: 'invalid', validation: { length: 3 } });
});

test('a mistake in model.yaml is annotated on its line', async () => {
  const root = await repository();
  change(root, CONTRACT, (text) => text.replace('  margin: 0.02', '  marign: 0.02'));
  const line = readFileSync(join(root, CONTRACT), 'utf8').split('\n').indexOf('  marign: 0.02') + 1;
  const { exitCode, log } = runStep(root, 'ingest', INGEST);
  expect(exitCode).toBe(1);
  expect(log).toContain(`::error title=Ratchet%3A contract,file=${CONTRACT},line=${line}::`);
  expect(log).toContain('margin');
});

test('a clone without the commit before cannot tell what changed', async () => {
  const root = await repository();
  change(root, CONTRACT, (text) => text.replace('title: Minutes', 'title: How many minutes'));
  const shallow = mkdtempSync(join(tmpdir(), 'ratchet-shallow-'));
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, shallow]);
  const { exitCode, log } = runStep(shallow, 'ingest', INGEST);
  rmSync(shallow, { recursive: true });
  expect(exitCode).toBe(1);
  expect(log).toContain('fetch-depth: 2');
});

test('an input that is neither true nor false is no input', async () => {
  const root = await repository();
  const { exitCode, log } = runStep(root, 'validate', { ...VALIDATE, 'must-pass': 'yes' });
  expect(exitCode).toBe(1);
  expect(log).toContain('must-pass');
});

test("the caller's tsconfig.json redirects no import", async () => {
  const root = await repository();
  const paths = { zod: ['./nowhere.ts'], '@actions/core': ['./nowhere.ts'] };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }));
  expect(runStep(root, 'validate', VALIDATE)).toMatchObject({ exitCode: 0, outputs: { valid: 'true' } });
});
