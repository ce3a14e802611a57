import type { CliCommand, CommonOptions } from '../command.ts';
import { ab } from './ab.ts';
import { card } from './card.ts';
import { compare } from './compare.ts';
import { doctor } from './doctor.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { gate } from './gate.ts';
import { history } from './history.ts';
import { ingest } from './ingest.ts';
import { monitor } from './monitor.ts';
import { newModel } from './new.ts';
import { predict } from './predict.ts';
import { publish } from './publish.ts';
import { reproduce } from './reproduce.ts';
import { rollback } from './rollback.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { simulate } from './simulate.ts';
import { trace } from './trace.ts';
import { train } from './train.ts';
import { validate } from './validate.ts';

/** Every command, in the order of the help text. */
export const commands = [
  run,
  ingest,
  validate,
  train,
  evaluate,
  gate,
  publish,
  monitor,
  simulate,
  predict,
  explain,
  ab,
  compare,
  runs,
  history,
  trace,
  card,
  reproduce,
  rollback,
  newModel,
  doctor,
] as unknown as readonly CliCommand<CommonOptions>[];
