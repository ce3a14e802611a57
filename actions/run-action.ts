import { setFailed, setOutput, summary, warning } from '@actions/core';
import type { z } from 'zod';
import { annotate } from './annotate.ts';
import { type ActionContext, readContext } from './context.ts';
import { parseInputs } from './inputs.ts';

/** What an action gives back. */
export interface ActionResult {
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown for the page of the run. */
  readonly summary?: string;
  /** What somebody should see although nothing failed. */
  readonly warnings?: readonly string[];
  /** Why the step fails, where it does although nothing is broken: a verdict that says no. */
  readonly failure?: string;
}

/**
 * Runs an action: parses its inputs once, hands them to `act`, and shows what comes back. Whatever is thrown fails the
 * step, with an annotation on the line at fault.
 */
export async function runAction<Schema extends z.ZodType>(
  schema: Schema,
  act: (inputs: z.output<Schema>, context: ActionContext) => Promise<ActionResult>,
): Promise<void> {
  try {
    const context = readContext(process.env, new Date().toISOString());
    const result = await act(parseInputs(schema, process.env['INPUTS']), context);
    for (const [name, value] of Object.entries(result.outputs)) setOutput(name, value);
    for (const text of result.warnings ?? []) warning(text);
    if (result.summary !== undefined) await summary.addRaw(result.summary, true).write();
    if (result.failure !== undefined) setFailed(result.failure);
  } catch (error) {
    annotate(error);
    process.exitCode = 1;
  }
}
