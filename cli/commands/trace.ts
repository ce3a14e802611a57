import { printable } from '../../pipeline/report/printable.ts';
import { openGitHubHere } from '../../platform/github/open-here.ts';
import { type TracedLink, traceHere } from '../../platform/run/trace/trace-here.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand, CommonOptions } from '../command.ts';
import { examples, versionArgument, workspaceOf } from '../options.ts';
import { type Palette, palette } from '../terminal/paint.ts';
import { wrapHanging } from '../terminal/wrap.ts';

interface TraceOptions extends CommonOptions {
  readonly version?: string;
  readonly github?: boolean;
}

const LABEL_WIDTH = 12;

/** The way from production back to the data. */
export const trace: CliCommand<TraceOptions> = {
  name: 'trace',
  summary: 'tell where a version came from: deployment, version, commit, run, data, verdict, approver',
  configure: (command) =>
    examples(
      versionArgument(command, 'trace').option(
        '--github',
        'ask GitHub who merged and approved it (takes GH_TOKEN)',
      ),
      'trace',
      'trace v1 --github --json',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const log = (text: string) => context.stderr.write(`${text}\n`);
      const github = options.github ? openGitHubHere(context.root, context.github, log) : undefined;
      const { version, digest, links } = await traceHere(workspace, options.version, github);
      const model = workspace.folder.name;
      const document = { schemaVersion: 1, stage: 'trace', model, version, digest, links };
      const colors = palette(context.color);
      const lines = links.flatMap((link) => linkLines(link, context.columns, colors));
      return { document, text: [colors.strong(`${model} ${version}`), '', ...lines].join('\n'), exitCode: 0 };
    }),
};

function linkLines({ link, value, detail, here }: TracedLink, width: number, { tones }: Palette): string[] {
  const text = printable(detail === '' ? value : `${value} · ${detail}`);
  const lines = wrapHanging(link.padEnd(LABEL_WIDTH), text, width);
  if (!here) return lines;
  const { icon, paint } = here.holds ? { icon: '✔', paint: tones.good } : { icon: '!', paint: tones.wait };
  const [first = '', ...rest] = wrapHanging(
    `${' '.repeat(LABEL_WIDTH)}${icon} `,
    printable(here.text),
    width,
  );
  return [...lines, first.replace(icon, paint(icon)), ...rest];
}
