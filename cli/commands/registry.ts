import type { CliCommand, CommonOptions } from '../command.ts';
import { ingest } from './ingest.ts';
import { train } from './train.ts';

/** Every command, in the order of the help text. */
export const commands = [ingest, train] as unknown as readonly CliCommand<CommonOptions>[];
