import { join, resolve } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { championOf } from '../../pipeline/publish/registry-state.ts';
import { judgeTrial, type TrialVerdict } from '../../pipeline/serve/judge-trial.ts';
import { trialName } from '../../pipeline/serve/rollout.ts';
import { readRegistry } from '../../platform/run/published.ts';
import { readRollout } from '../../platform/run/read-rollout.ts';
import { tallyTrial } from '../../platform/run/tally-trial.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand, CommonOptions } from '../command.ts';
import { examples, workspaceOf } from '../options.ts';

interface AbOptions extends CommonOptions {
  readonly log?: readonly string[];
}

const DECISIONS: Readonly<Record<TrialVerdict['decision'], string>> = {
  promote: 'Promote  The challenger may become the champion.',
  'keep-on': 'Keep on  Nothing is decided yet.',
  stop: 'Stop  The champion stays.',
};

const collect = (dir: string, before: readonly string[] = []) => [...before, dir];

/** How the challenger of a trial does in service. */
export const ab: CliCommand<AbOptions> = {
  name: 'ab',
  summary: 'judge the challenger in service by its feedback; exit code 1 where the trial is to stop',
  configure: (command) =>
    examples(
      command.option(
        '--log <dir>',
        "folder of a prediction log, once a replica (default: the service's own)",
        collect,
      ),
      'ab',
      'ab --log logs/replica-1 --log logs/replica-2 --json',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async ({ root, folder, outDir }) => {
      const rollout = readRollout(folder);
      const champion = championOf(readRegistry(folder));
      if (!rollout || !champion || rollout.challenger === champion.version) {
        throw new RatchetError('not-found', `${folder.name} tries no challenger`, {
          hint: `name one in models/${folder.name}/rollout.yaml, as in \`challenger: v3\``,
        });
      }
      const trial = trialName(champion.version, rollout);
      const nowMs = Date.parse(context.now);
      const { keep, unit } = folder.contract.target;
      const dirs = options.log?.map((dir) => resolve(root, dir)) ?? [join(outDir, folder.name, 'service')];
      const { tally, files, broken } = await tallyTrial(dirs, { trial, rollout, keep, nowMs });
      const ageMs = Number.isFinite(tally.startedMs) ? nowMs - tally.startedMs : 0;
      const verdict = judgeTrial(tally.counts, rollout, ageMs);
      const facts = {
        model: folder.name,
        champion: champion.version,
        challenger: rollout.challenger,
        mode: rollout.mode,
        unit,
        young: tally.young,
        files,
        broken,
      };
      return {
        document: { schemaVersion: 1, stage: 'ab', ...facts, policy: rollout, ...verdict },
        text: textOf(verdict, facts),
        exitCode: verdict.decision === 'stop' ? 1 : 0,
      };
    }),
};

interface Facts {
  readonly champion: string;
  readonly challenger: string;
  readonly unit: string;
  readonly young: number;
  readonly broken: number;
}

function textOf({ decision, reasons, rmse, keys, labelled, days }: TrialVerdict, facts: Facts): string {
  const { champion, challenger, unit, young, broken } = facts;
  const compared = rmse && [
    `RMSE of ${challenger} ${fixed(rmse.challenger)} ${unit} against ${fixed(rmse.champion)} ${unit} of ${champion};`,
    `difference ${fixed(rmse.difference)} ${unit}, always-valid interval ${fixed(rmse.interval[0])} to ${fixed(rmse.interval[1])} ${unit}.`,
  ];
  return [
    DECISIONS[decision],
    ...reasons.map((reason) => `  • ${reason}`),
    ...(compared ? ['', ...compared] : []),
    '',
    `${labelled.champion} and ${labelled.challenger} predictions with feedback, of ${keys.champion} and ${keys.challenger} keys, on ${days} days; ${young} are too young to count.`,
    ...(broken > 0 ? [`${broken} lines of the log could not be read.`] : []),
  ].join('\n');
}

const fixed = (value: number) => value.toFixed(4).replace('-', '−');
