import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeRoot } from '../../platform/run/code-identity.ts';

/** What a step of a workflow did. */
export interface Step {
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Log of the step, with the commands that make annotations. */
  readonly log: string;
}

/** Runs an action as a runner does: its script in a process of its own, inputs as one JSON, answers in files. */
export function runStep(
  root: string,
  action: string,
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Step {
  const folder = mkdtempSync(join(tmpdir(), 'ratchet-step-'));
  const [outputs, summary] = [join(folder, 'outputs'), join(folder, 'summary')];
  for (const path of [outputs, summary]) writeFileSync(path, '');
  try {
    const { status, stdout, stderr } = spawnSync('bash', [join(codeRoot, 'actions', 'run.sh'), action], {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        GITHUB_WORKSPACE: root,
        GITHUB_REPOSITORY: 'someone/rides',
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: summary,
        INPUTS: JSON.stringify(inputs),
        ...environment,
      },
    });
    return {
      exitCode: status,
      outputs: parseOutputs(readFileSync(outputs, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
      log: stdout + stderr,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** name<<delimiter, lines, delimiter; the way in which a step hands on what may have more than one line. */
function parseOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n?^\2$/gm), ([, name, , value]) => [name!, value!]),
  );
}
