import type { ActionYaml } from './action-folder.ts';

/** What main.ts of an action takes and gives. */
export interface MainModule {
  /** Names that its schema of inputs knows. */
  readonly inputs: readonly string[];
  /** Inputs that its schema refuses where the caller sets none at all: GitHub hands on defaults and empty texts. */
  readonly refused: readonly string[];
  readonly source: string;
}

/** In what action.yml and main.ts differ, as sentences; empty where they agree. */
export function disagreements(yaml: ActionYaml, main: MainModule): readonly string[] {
  const inputs = Object.keys(yaml.inputs);
  const outputs = Object.keys(yaml.outputs);
  const given = outputNames(main.source);
  return [
    ...without(inputs, main.inputs).map((name) => `main.ts does not parse the input ${name} of action.yml`),
    ...without(main.inputs, inputs).map((name) => `action.yml lacks the input ${name} that main.ts parses`),
    ...inputs.flatMap((name) => {
      const required = yaml.inputs[name]!.required === true;
      if (required === main.refused.includes(name)) return [];
      return [
        required
          ? `main.ts takes nothing for the required input ${name}`
          : `main.ts refuses the default of ${name}`,
      ];
    }),
    ...outputs
      .filter((name) => !mentions(main.source, name))
      .map((name) => `main.ts never gives the output ${name}`),
    ...without(given, outputs).map((name) => `action.yml lacks the output ${name} that main.ts gives`),
    ...Object.entries(yaml.outputs)
      .filter(([name, { value }]) => value !== `\${{ steps.run.outputs.${name} }}`)
      .map(([name]) => `the output ${name} of action.yml is not what the step gives by this name`),
  ];
}

const without = (names: readonly string[], others: readonly string[]) =>
  names.filter((name) => !others.includes(name));

const mentions = (source: string, name: string) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(source);

/** Keys of every object that main.ts writes after `outputs:`. */
function outputNames(source: string): readonly string[] {
  const blocks = Array.from(source.matchAll(/\boutputs: \{/g), ({ index, 0: start }) =>
    untilClosed(source.slice(index + start.length)),
  );
  return blocks.flatMap((block) =>
    Array.from(
      block.matchAll(/(?:^|,)\s*(?:'([\w-]+)'|(\w+))\s*(?=[:,]|$)/g),
      ([, quoted, bare]) => quoted ?? bare!,
    ),
  );
}

/** The text up to the brace that closes it, without what is inside further brackets. */
function untilClosed(text: string): string {
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if ('{[('.includes(character)) depth++;
    else if ('}])'.includes(character) && depth-- === 0) return kept.trim();
    else if (depth === 0) kept += character;
  }
  return kept.trim();
}
