import { decimal, integer, list, percent, signedPercent } from '../../report/format.ts';
import type { MonitorReport } from '../monitor-report.ts';

/** How well the month is predicted beside the months of the reference, in a sentence; or why that is not known. */
export function errorLine({
  decay,
  decaySkipped,
  target: { unit },
}: Pick<MonitorReport, 'decay' | 'decaySkipped' | 'target'>): string {
  if (decay === null) return `The error was not compared: ${decaySkipped ?? 'nothing was measured'}.`;
  const { current, reference, excess, lower, upper, tolerance } = decay;
  return (
    `RMSE ${decimal(current.rmse)} ${unit} on ${integer(current.rows)} rows, ${percent(current.relative, 1)} of the RMSE of a baseline refitted on them; ` +
    `${decimal(reference.rmse)} ${unit} and ${percent(reference.relative, 1)} on ${list(reference.periods)}. ` +
    `Beside the baseline the error has changed by ${signedPercent(excess)} (${signedPercent(lower)} to ${signedPercent(upper)}); ${percent(tolerance)} are let be.`
  );
}

/** How many rows came, in a sentence. */
export function volumeLine({ volume, reference }: Pick<MonitorReport, 'volume' | 'reference'>): string {
  const days = volume.missingDays.length;
  const missing = days === 0 ? '' : `, and none on ${days} of its days`;
  return `${integer(volume.current)} rows a day, against ${integer(volume.reference)} in ${list(reference.periods)}${missing}.`;
}
