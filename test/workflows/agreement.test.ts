import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type ActionYaml, actionFolders } from './action-folder.ts';
import { disagreements } from './disagreements.ts';

// Importing main.ts runs the action. Here it hands over its schema, and nothing happens.
const handed = vi.hoisted(() => ({ schema: undefined as unknown }));
vi.mock('../../actions/run-action.ts', () => ({
  runAction: async (schema: unknown) => {
    handed.schema = schema;
  },
}));

/** Inputs that a schema refuses where the caller of an action sets none. GitHub itself lets required ones be left out. */
function refusedInputs(schema: z.ZodObject, yaml: ActionYaml): readonly string[] {
  const handedOn = Object.entries(yaml.inputs).map(([name, { default: value }]) => [name, value ?? '']);
  const { error } = schema.safeParse(Object.fromEntries(handedOn));
  return error?.issues.map(({ path }) => String(path[0])) ?? [];
}

const withScript = actionFolders.filter(({ yamlText }) => yamlText.includes('/../run.sh'));

describe.each(withScript.map((folder) => [folder.name, folder] as const))('the action %s', (name, folder) => {
  it('has action.yml and main.ts that agree', async () => {
    await import(join(folder.path, 'main.ts'));
    const schema = handed.schema;
    if (!(schema instanceof z.ZodObject))
      throw new Error(`actions/${name}/main.ts: its inputs are no z.strictObject`);
    const main = {
      inputs: Object.keys(schema.shape),
      refused: refusedInputs(schema, folder.yaml),
      source: readFileSync(join(folder.path, 'main.ts'), 'utf8'),
    };
    expect(disagreements(folder.yaml, main).map((text) => `actions/${name}: ${text}`)).toEqual([]);
    const misspelt = schema.safeParse({ 'no-such-input': '' }).error?.issues.map(({ code }) => code);
    expect(misspelt).toContain('unrecognized_keys');
  });

  it('hands its inputs on as one JSON, and runs the script of its own folder', () => {
    expect(folder.yamlText).toContain(`run: '"$GITHUB_ACTION_PATH/../run.sh" ${name}'`);
    expect(folder.yamlText).toContain(`INPUTS: \${{ toJSON(inputs) }}`);
  });
});

it.each(actionFolders.map((folder) => [folder.name, folder] as const))(
  'the action %s has a README that shows how it is used',
  (name, { path }) => {
    expect(existsSync(join(path, 'README.md')), `actions/${name}/README.md`).toBe(true);
    const readme = readFileSync(join(path, 'README.md'), 'utf8');
    expect(readme).toContain(`uses: <owner>/<repo>/actions/${name}@<commit>`);
    expect(readme).toContain('permissions:');
    expect(readme).toContain('<!-- generated: inputs -->');
  },
);

it.each(
  actionFolders
    .filter((folder) => !withScript.includes(folder))
    .map((folder) => [folder.name, folder] as const),
)('the action %s, which has no script, uses each of its inputs', (_, { yaml, yamlText }) => {
  for (const name of Object.keys(yaml.inputs)) expect(yamlText).toContain(`\${{ inputs.${name} }}`);
});

describe('a disagreement', () => {
  const yaml = {
    inputs: { model: { description: 'Model.', default: '' } },
    outputs: { digest: { description: 'Digest.', value: `\${{ steps.run.outputs.digest }}` } },
  };
  const main = {
    inputs: ['model'],
    refused: [],
    source: 'return { outputs: { digest: f({ a: 1 }) } };',
  };

  it('is not seen where there is none', () => {
    expect(disagreements(yaml, main)).toEqual([]);
    expect(disagreements(yaml, { ...main, source: 'return { outputs: { digest } };' })).toEqual([]);
  });

  it.each([
    [
      'an input that main.ts forgot',
      yaml,
      { ...main, inputs: [] },
      'main.ts does not parse the input model of action.yml',
    ],
    [
      'an input that action.yml forgot',
      yaml,
      { ...main, inputs: ['model', 'base'] },
      'action.yml lacks the input base that main.ts parses',
    ],
    [
      'a default that is refused',
      yaml,
      { ...main, refused: ['model'] },
      'main.ts refuses the default of model',
    ],
    [
      'a required input that may be left out after all',
      { ...yaml, inputs: { model: { description: 'Model.', required: true } } },
      main,
      'main.ts takes nothing for the required input model',
    ],
    [
      'an output that is never given',
      yaml,
      { ...main, source: "return { outputs: {}, note: 'digests' };" },
      'main.ts never gives the output digest',
    ],
    [
      'an output that nobody can read',
      yaml,
      { ...main, source: "return { outputs: { digest: '1', 'train-months': '2' } };" },
      'action.yml lacks the output train-months that main.ts gives',
    ],
    [
      'an output by the name of another',
      {
        ...yaml,
        outputs: { digest: { description: 'Digest.', value: `\${{ steps.run.outputs.version }}` } },
      },
      main,
      'the output digest of action.yml is not what the step gives by this name',
    ],
  ])('is seen: %s', (_, actionYaml, mainModule, sentence) => {
    expect(disagreements(actionYaml, mainModule)).toEqual([sentence]);
  });
});
