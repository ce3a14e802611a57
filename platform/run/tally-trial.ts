import { type TrialQuestion, TrialTally } from '../../pipeline/serve/trial-tally.ts';
import { predictionLogs, readPredictionLog } from '../read-prediction-log.ts';

export interface TalliedTrial {
  readonly tally: TrialTally;
  readonly files: number;
  /** Lines that could not be read. */
  readonly broken: number;
}

/** Joins the prediction logs of a trial with their feedback, in two walks: feedback may lie in another replica's log. */
export async function tallyTrial(dirs: readonly string[], question: TrialQuestion): Promise<TalliedTrial> {
  const files = predictionLogs(dirs);
  const tally = new TrialTally(question);
  let broken = 0;
  for (const path of files) {
    broken += await readPredictionLog(path, (line) => {
      if (line.kind === 'feedback') tally.addFeedback(line);
    });
  }
  for (const path of files) {
    await readPredictionLog(path, (line) => {
      if (line.kind === 'prediction') tally.addPrediction(line);
    });
  }
  return { tally, files: files.length, broken };
}
