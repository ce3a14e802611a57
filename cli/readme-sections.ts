import { featureFunctions } from '../pipeline/features/functions/registry.ts';
import { loadCommands } from './commands/registry.ts';
import { fillSections, markdownTable, type Sections } from './generated-sections.ts';

const commands = await loadCommands();

/** Parts of the README that are written from the code, by the name in their markers. */
const SECTIONS: Sections = {
  commands: () =>
    markdownTable(
      ['command', 'what it does'],
      commands.map(({ name, summary }) => [`\`${name}\``, summary]),
    ),
  vocabulary: () =>
    markdownTable(
      ['in an expression', 'gives'],
      [...featureFunctions.values()].map(({ usage, gives }) => {
        const [call, meaning] = usage.split(': ');
        return [`\`${call}\``, meaning ?? GIVES[gives]];
      }),
    ),
};

const GIVES = {
  number: 'a number',
  key: 'a key',
  numbers: 'several numbers',
  'one-hot': '0/1 columns',
} as const;

/** The README with every generated part as the code has it. */
export function withGeneratedSections(readme: string): string {
  return fillSections(readme, SECTIONS);
}
