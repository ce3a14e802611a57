import type { CliCommand, CommonOptions } from '../command.ts';
import { gate } from './gate.ts';
import { ingest } from './ingest.ts';
import { publish } from './publish.ts';
import { run } from './run.ts';
import { train } from './train.ts';
import { validate } from './validate.ts';

/** Every command, in the order of the help text. */
export const commands = [
  run,
  ingest,
  validate,
  train,
  gate,
  publish,
] as unknown as readonly CliCommand<CommonOptions>[];
