import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from './yaml-file.ts';

const inputSchema = z.strictObject({
  description: z.string().min(1),
  required: z.boolean().optional(),
  default: z.string().optional(),
});
const actionSchema = z.looseObject({
  inputs: z.record(z.string(), inputSchema).default({}),
  outputs: z
    .record(z.string(), z.strictObject({ description: z.string().min(1), value: z.string() }))
    .default({}),
});

export type ActionYaml = z.output<typeof actionSchema>;

/** A folder of actions/, as it is seen from outside. */
export interface ActionFolder {
  readonly name: string;
  readonly path: string;
  readonly yaml: ActionYaml;
  readonly yamlText: string;
}

const readAction = (name: string): ActionFolder => {
  const path = join(ROOT, 'actions', name);
  const yamlText = readFileSync(join(path, 'action.yml'), 'utf8');
  return { name, path, yaml: actionSchema.parse(parse(yamlText)), yamlText };
};

/** Every action of the repository, by name. */
export const actionFolders: readonly ActionFolder[] = readdirSync(join(ROOT, 'actions'))
  .filter((name) => existsSync(join(ROOT, 'actions', name, 'action.yml')))
  .map(readAction);
