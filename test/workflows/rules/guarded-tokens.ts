import { entriesOf, entryOf, jobsOf, stepsOf, textOf, type YamlFile } from '../yaml-file.ts';
import type { Finding, Rule } from './rule.ts';

const SECRET = /\bsecrets\b|\bgithub\.token\b|\bgithub\s*\[/;
const SHOWN = /^.*\b(?:echo|printf|cat|tee|print|console\.log)\b.*\$\{?\w*(?:TOKEN|SECRET|PASSWORD)\w*.*$/m;

/** Inputs that are a token, of actions that take it in no other way. */
const TOKEN_INPUTS: Readonly<Record<string, string>> = { 'actions/download-artifact': 'github-token' };

/** A token reaches the one step that needs it, by its environment, and no log. */
export const guardedTokens: Rule = {
  name: 'guarded-tokens',
  check: (file) => [...sharedTokens(file), ...stepsOf(file).flatMap((step) => stepFindings(file, step))],
};

/** Tokens in the environment of a workflow or of a job, which is that of every action in it. */
function sharedTokens(file: YamlFile): readonly Finding[] {
  return [file.document.contents, ...jobsOf(file).map(({ value }) => value)]
    .flatMap((holder) => entriesOf(entryOf(holder, 'env')?.value))
    .filter(({ value }) => SECRET.test(textOf(value)))
    .map(({ name, key }) => ({
      line: file.lineOf(key),
      message: `${name} is a token for more than one step`,
    }));
}

function stepFindings(file: YamlFile, step: unknown): readonly Finding[] {
  const action = textOf(entryOf(step, 'uses')?.value).split('@')[0]!;
  const inputs = entriesOf(entryOf(step, 'with')?.value)
    .filter(({ name, value }) => SECRET.test(textOf(value)) && TOKEN_INPUTS[action] !== name)
    .map(({ name, key }) => ({ line: file.lineOf(key), message: `input ${name} is a token: use "env"` }));
  const run = entryOf(step, 'run')?.value;
  const shown = SHOWN.exec(textOf(run))?.[0].trim();
  if (shown === undefined) return inputs;
  const line = file.lines.findIndex((row) => row.includes(shown)) + 1;
  return [...inputs, { line, message: 'this writes a token where it can be read' }];
}
