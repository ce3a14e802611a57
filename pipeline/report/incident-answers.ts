import type { RunRecord } from '../records/run-record.ts';
import { list } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { verdictWords } from './verdict-words.ts';

const [BEGIN, END] = ['<!-- ratchet:answers -->', '<!-- /ratchet:answers -->'] as const;

/** The text of an incident with what was done about it in place of what was told of that before, or at its end. */
export function withAnswers(body: string, answers: readonly string[]): string {
  if (answers.length === 0) return body;
  const lines = answers.map((answer) => `- ${answer}`).join('\n');
  const block = `${BEGIN}\n**What was done**\n\n${lines}\n\n${END}`;
  const [begin, end] = [body.indexOf(BEGIN), body.indexOf(END)];
  if (begin < 0 || end < begin) return `${body}\n\n${block}`;
  return `${body.slice(0, begin)}${block}${body.slice(end + END.length)}`;
}

/**
 * Trainings of the loop since an incident was opened, as Markdown: what came of them, and the release, where there is one.
 *
 * @param opened when it was, ISO 8601
 * @param runs oldest first
 */
export function incidentAnswers(
  opened: string,
  runs: readonly Pick<RunRecord, 'at' | 'trigger' | 'run' | 'verdict' | 'parameters' | 'artifacts'>[],
): string[] {
  return runs
    .filter(({ at, trigger }) => trigger === 'continuous-training' && at >= opened)
    .map(({ at, run, verdict, parameters, artifacts: { release } }) => {
      const trained = `trained on ${list(parameters.train)}`;
      const told = run === undefined ? trained : `[${trained}](${run})`;
      const word = verdict === undefined ? 'not judged.' : `${verdictWords[verdict.kind].word}.`;
      const link = release === undefined ? '' : ` [Its release](${release}).`;
      return `${at.slice(0, 10)}: ${told}, judged on ${list(parameters.holdout)}: **${word}** ${escapeMarkdown(verdict?.reasons[0] ?? '')}${link}`;
    });
}
