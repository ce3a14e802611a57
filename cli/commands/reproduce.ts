import { list, seconds } from '../../pipeline/report/format.ts';
import { findVersion } from '../../platform/run/published.ts';
import { type Reproduction, reproduceVersion } from '../../platform/run/reproduce/reproduce-version.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, threadsOption, version, type WorkspaceFlags, workspaceOf } from '../options.ts';

interface ReproduceOptions extends WorkspaceFlags {
  readonly version?: string;
  readonly install?: boolean;
}

/** Trains a version again and compares digests. */
export const reproduce: CliCommand<ReproduceOptions> = {
  name: 'reproduce',
  summary:
    'train a version again from its manifest; exit code 1 where its digest does not come out, or cannot be known',
  configure: (command) =>
    examples(
      command
        .option('--version <version>', 'version to reproduce (default: the champion)', version)
        .option('--install', 'bring the libraries that its commit locks, where those here are others')
        .addOption(threadsOption()),
      'reproduce --version v1',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const started = performance.now();
      const published = findVersion(workspace.folder, options.version);
      const reproduction = await reproduceVersion(workspace, published, options);
      const { commit } = published.manifest.code;
      const spent = (performance.now() - started) / 1000;
      const document = {
        schemaVersion: 1,
        stage: 'reproduce',
        model: workspace.folder.name,
        version: published.version,
        ...reproduction,
        ...(reproduction.code === 'commit' && { commit }),
        seconds: spent,
      };
      const months = list(published.manifest.data.training.map(({ period }) => period));
      const code =
        reproduction.code === 'commit' ? `commit ${commit}` : 'the code and contract here, which are its own';
      const text = [
        ...verdictLines(published.version, reproduction),
        `  trained on ${months} by ${code}, in ${seconds(spent)}`,
      ];
      return { document, text: text.join('\n'), exitCode: reproduction.kind === 'identical' ? 0 : 1 };
    }),
};

function verdictLines(name: string, { kind, expected, found, difference }: Reproduction): string[] {
  if (kind === 'identical') return [`${name} is reproduced: the same digest again`, `  ${found}`];
  return [
    `${name} is not reproduced: another digest came out`,
    `  expected  ${expected}`,
    `  found     ${found}`,
    ...(difference
      ? [
          `  model.json differs first at ${difference.path}: expected ${difference.expected}, found ${difference.found}`,
        ]
      : []),
  ];
}
