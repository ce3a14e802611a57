import { featureFunctions } from '../pipeline/features/functions/registry.ts';
import { commands } from './commands/registry.ts';

/** Parts of the README that are written from the code, by the name in their markers. */
const SECTIONS: Readonly<Record<string, () => string>> = {
  commands: () =>
    table(
      ['command', 'what it does'],
      commands.map(({ name, summary }) => [`\`${name}\``, summary]),
    ),
  vocabulary: () =>
    table(
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
  return readme.replace(
    /<!-- generated: (\w+) -->[\s\S]*?<!-- \/generated -->/g,
    (_, name: string) => `<!-- generated: ${name} -->\n${SECTIONS[name]!()}\n<!-- /generated -->`,
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
