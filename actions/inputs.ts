import { z } from 'zod';
import { RatchetError } from '../pipeline/errors.ts';

/** A text that may be left out: GitHub gives an input that nobody set as an empty one. */
export const optionalText = z
  .string()
  .transform((text) => text.trim() || undefined)
  .optional();

/** Names separated by commas; undefined where the input is empty. */
export const optionalNames = optionalText.transform((text) =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

/** A JSON document that may be left out. */
export const optionalJson = optionalText.transform((text, { issues }) => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    issues.push({ code: 'custom', input: text, message: 'this is not JSON' });
    return z.NEVER;
  }
});

/** `true` or `false`, nothing else: a typo must not mean no. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Inputs of an action, from the one JSON in which they travel. Throws a RatchetError `usage` with every mistake. */
export function parseInputs<Schema extends z.ZodType>(
  schema: Schema,
  json: string | undefined,
): z.output<Schema> {
  const parsed = schema.safeParse(readJson(json ?? ''));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'inputs'}: ${message}`,
  );
  throw new RatchetError('usage', `the inputs of this action are wrong: ${mistakes.join('; ')}`, {
    hint: 'its action.yml tells which inputs there are',
  });
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new RatchetError('usage', 'the inputs of this action are not JSON', {
      cause,
      hint: 'its action.yml has to hand them on as the JSON of its inputs',
    });
  }
}
