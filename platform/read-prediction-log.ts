import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type LogLine, logLineSchema } from '../pipeline/serve/log-line.ts';
import { ioError } from './io-error.ts';

/** Files of the prediction logs in some folders, one folder a replica or one for all. */
export function predictionLogs(dirs: readonly string[]): string[] {
  return dirs.flatMap((dir) => {
    try {
      const names = readdirSync(dir).filter((name) => name.endsWith('.jsonl'));
      return names.sort().map((name) => join(dir, name));
    } catch (error) {
      throw ioError(`the prediction log ${dir} cannot be read`, error, dir);
    }
  });
}

/** The lines of a log file. A line that is none, as the last one of a killed process, is counted and left out. */
export async function readPredictionLog(path: string, take: (line: LogLine) => void): Promise<number> {
  let broken = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
      const line = parsed(text);
      if (line) take(line);
      else broken++;
    }
  } catch (error) {
    throw ioError(`the prediction log ${path} cannot be read`, error, path);
  }
  return broken;
}

function parsed(text: string): LogLine | undefined {
  try {
    return logLineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
