import { checkCard } from '../../platform/run/check-card.ts';
import { findVersion } from '../../platform/run/published.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand, CommonOptions } from '../command.ts';
import { examples, versionArgument, workspaceOf } from '../options.ts';

interface CardOptions extends CommonOptions {
  readonly version?: string;
}

/** A model card, written anew from what it is about. */
export const card: CliCommand<CardOptions> = {
  name: 'card',
  summary: 'write the model card of a version anew from its facts; exit code 1 where the stored one differs',
  configure: (command) =>
    examples(versionArgument(command, 'write the card of'), 'card', 'card v1 > card.md'),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async ({ folder }) => {
      const published = findVersion(folder, options.version);
      const { card, difference } = checkCard(folder, published);
      if (difference !== undefined) {
        const { line, expected, found } = difference;
        const words = `card.md of ${published.version} differs first in line ${line}: expected “${expected}”, found “${found}”`;
        context.stderr.write(`${words}\n`);
      }
      const { version } = published;
      const document = { schemaVersion: 1, stage: 'card', model: folder.name, version, card, difference };
      return { document, text: card, exitCode: difference === undefined ? 0 : 1 };
    }),
};
