import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { fillSections, markdownTable } from './generated-sections.ts';

const ACTIONS_DIR = join(import.meta.dirname, '..', 'actions');

/** What an action.yml tells its users. */
const actionSchema = z.looseObject({
  description: z.string(),
  inputs: z
    .record(
      z.string(),
      z.looseObject({
        description: z.string(),
        required: z.boolean().default(false),
        default: z.string().default(''),
      }),
    )
    .default({}),
  outputs: z.record(z.string(), z.looseObject({ description: z.string() })).default({}),
});

const readAction = (name: string) =>
  actionSchema.parse(parse(readFileSync(join(ACTIONS_DIR, name, 'action.yml'), 'utf8')));

/** Names of the actions, which are those of their folders, in order. */
export const actionNames: readonly string[] = readdirSync(ACTIONS_DIR)
  .filter((name) => existsSync(join(ACTIONS_DIR, name, 'action.yml')))
  .sort();

/** README of an action, with the tables of its inputs and outputs as its action.yml has them. */
export function actionReadme(name: string): string {
  const { inputs, outputs } = readAction(name);
  return fillSections(readFileSync(join(ACTIONS_DIR, name, 'README.md'), 'utf8'), {
    inputs: () =>
      markdownTable(
        ['input', 'what it is', 'where left out'],
        Object.entries(inputs).map(([input, { description, required, default: value }]) => [
          `\`${input}\``,
          inCell(description),
          required ? 'required' : value === '' ? '' : `\`${value}\``,
        ]),
      ),
    outputs: () =>
      markdownTable(
        ['output', 'what it is'],
        Object.entries(outputs).map(([output, { description }]) => [`\`${output}\``, inCell(description)]),
      ),
  });
}

/** README of all actions, with the table of what each does. */
export function actionsReadme(): string {
  return fillSections(readFileSync(join(ACTIONS_DIR, 'README.md'), 'utf8'), {
    actions: () =>
      markdownTable(
        ['action', 'what it does'],
        actionNames.map((name) => [`[${name}](${name}/README.md)`, inCell(readAction(name).description)]),
      ),
  });
}

/** A description as a cell: on one line, its bars no borders. */
function inCell(description: string): string {
  return description
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}
