import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { contractSchema } from '../../pipeline/contract/schema.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { parseInjection } from '../../pipeline/monitor/faults/parse-injection.ts';
import { monitorPolicy } from '../../pipeline/monitor/monitor-policy.ts';
import { type NamedPolicy, simulate as simulateLoop } from '../../platform/run/simulate/simulate.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import { writeFiles } from '../../platform/write-files.ts';
import type { CliCommand } from '../command.ts';
import { examples, names, outOption, threadsOption, type WorkspaceFlags, workspaceOf } from '../options.ts';
import { renderSimulation } from '../terminal/render-simulation.ts';

interface SimulateOptions extends WorkspaceFlags {
  readonly from?: string;
  readonly to?: string;
  readonly inject?: readonly string[];
  readonly policy?: readonly string[];
}

/** Replays the loop over the months that there are. */
export const simulate: CliCommand<SimulateOptions> = {
  name: 'simulate',
  summary: 'replay the loop month by month, against never and always retraining',
  configure: (command) =>
    examples(
      command
        .option('--from <month>', 'first month (default: the first there is)')
        .option('--to <month>', 'last month (default: the last there is)')
        .option('--inject <faults>', 'faults in months, such as 2021-03:shift:trip_distance*1.6', names)
        .option(
          '--policy <policy>',
          'a retrain policy to replay instead, as in model.yaml; repeated, they are compared',
          (text: string, before: readonly string[] = []) => [...before, text],
        )
        .addOption(threadsOption())
        .addOption(outOption('the report')),
      'simulate',
      'simulate --from 2021-01 --to 2025-02 --data DIR --json',
      'simulate --inject 2021-03:shift:trip_distance*1.6',
      "simulate --policy '{drift: [1, 1]}' --policy '{new_data: true}'",
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { from, to } = options;
      const injections = (options.inject ?? []).map(parseInjection);
      const given = (options.policy ?? []).map(readPolicy);
      const [first = { name: 'model.yaml', policy: workspace.folder.contract.retrain }, ...others] = given;
      const document = await simulateLoop(workspace, { from, to, injections, policies: [first, ...others] });
      // Loaded when needed: charts take a quarter of a second.
      const { simulationHtml } = await import('../../pipeline/simulate/view/html.ts');
      const { max_decay } = monitorPolicy(workspace.folder.contract);
      const reportPath = join(workspace.outDir, 'simulation.html');
      writeFiles([{ path: reportPath, content: simulationHtml(document, max_decay) }]);
      const shown = renderSimulation(document, { color: context.color, width: context.columns });
      return {
        document,
        text: `${shown}\nreport  ${relative(context.root, reportPath)}`,
        exitCode: 0,
      };
    }),
};

function readPolicy(text: string): NamedPolicy {
  const parsed = contractSchema.shape.retrain.safeParse(parse(text));
  if (parsed.success) return { name: text, policy: parsed.data };
  const { path, message } = parsed.error.issues[0]!;
  throw new RatchetError('usage', `--policy ${text}: ${path.join('.')}: ${message}`, {
    hint: "write it as under retrain: in model.yaml, such as '{drift: [1, 1]}'",
  });
}
