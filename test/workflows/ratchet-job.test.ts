import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT, readYamlFile } from './yaml-file.ts';

const jobsSchema = z.record(
  z.string(),
  z.looseObject({ outputs: z.record(z.string(), z.string()).optional() }),
);
const ratchetSchema = z.object({
  needs: z.array(z.string()),
  steps: z.tuple([z.looseObject({ run: z.string(), env: z.record(z.string(), z.string()) })]),
});

const jobs = jobsSchema.parse(readYamlFile(join(ROOT, '.github/workflows/ci.yml')).content['jobs']);
const { needs, steps } = ratchetSchema.parse(jobs['ratchet']);

type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Runs a script of the required check on results of the jobs that it needs; true where it lets the change pass. */
function passes(script: string, results: Readonly<Record<string, Result>>, code = 'true'): boolean {
  const value = Object.fromEntries(
    needs.map((job) => [
      job,
      {
        result: results[job] ?? 'success',
        outputs: { ...jobs[job]!.outputs, ...(job === 'plan' && { code }) },
      },
    ]),
  );
  const environment = Object.fromEntries(
    Object.entries(steps[0].env).map(([name, expression]) => {
      expect(expression, `${name} of job ratchet`).toBe(`\${{ toJSON(needs) }}`);
      return [name, JSON.stringify(value, null, 2)];
    }),
  );
  // As a runner starts the steps of a job that names no shell.
  const { status } = spawnSync('bash', ['-e', '-c', script], { env: { ...process.env, ...environment } });
  return status === 0;
}

const { run } = steps[0];

describe('the required check', () => {
  it('is green where every job succeeded', () => {
    expect(passes(run, {})).toBe(true);
  });

  it('is green where no code changed and only the models were looked at', () => {
    expect(passes(run, { check: 'skipped', test: 'skipped' }, 'false')).toBe(true);
  });

  it.each(
    needs.flatMap((job) => (['failure', 'cancelled'] as const).map((result) => [job, result] as const)),
  )('is red where %s ended as %s, whether code changed or not', (job, result) => {
    expect(passes(run, { [job]: result })).toBe(false);
    expect(passes(run, { [job]: result }, 'false')).toBe(false);
  });

  it.each(needs)('is red where %s was skipped although code changed', (job) => {
    expect(passes(run, { [job]: 'skipped' })).toBe(false);
  });

  it.each(['plan', 'model'])('is red where %s was skipped, whatever changed', (job) => {
    expect(passes(run, { [job]: 'skipped' }, 'false')).toBe(false);
  });

  it('is red where it was not told whether code changed and the tests did not run', () => {
    expect(passes(run, { test: 'skipped' }, '')).toBe(false);
  });

  it('would be seen to let a cancelled job pass', () => {
    const careless = `jq --exit-status 'all(.[]; .result != "failure")' <<< "$NEEDS" > /dev/null`;
    expect(passes(careless, { model: 'failure' })).toBe(false);
    expect(passes(careless, { model: 'cancelled' })).toBe(true);
  });
});
