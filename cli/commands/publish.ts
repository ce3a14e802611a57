import { planCandidatePublication, writePublication } from '../../platform/run/publish-candidate.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, outOption, type WorkspaceFlags, workspaceOf } from '../options.ts';

interface PublishOptions extends WorkspaceFlags {
  readonly by?: string;
  readonly dryRun?: boolean;
}

/** Makes the candidate that the gate let through a version, and the champion. */
export const publish: CliCommand<PublishOptions> = {
  name: 'publish',
  summary: 'make the candidate that the gate promoted a version and the champion',
  configure: (command) =>
    examples(
      command
        .option('--by <name>', 'who asks for it')
        .option('--dry-run', 'show what would be written')
        .addOption(outOption('the candidate lies')),
      'publish --dry-run',
      'publish',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const publication = planCandidatePublication(workspace, { at: context.now, by: options.by });
      if (!options.dryRun) writePublication(workspace, publication);
      const { kind, version, digest } = publication;
      const place = `models/${workspace.folder.name}`;
      if (kind === 'already-published') {
        return {
          document: { schemaVersion: 1, stage: 'publish', kind, version, digest },
          text: publication.reason,
          exitCode: 0,
        };
      }
      const files = [...publication.files.map(({ path }) => `${place}/${path}`), `${place}/registry.jsonl`];
      const document = {
        schemaVersion: 1,
        stage: 'publish',
        kind,
        version,
        digest,
        dryRun: options.dryRun ?? false,
        files,
      };
      const text = [
        `${options.dryRun ? 'would publish' : 'published'} ${version} (${digest})`,
        ...files.map((file) => `  ${file}`),
      ];
      return { document, text: text.join('\n'), exitCode: 0 };
    }),
};
