import type { DaySums } from '../evaluate/evaluation.ts';
import { formatDifference, formatError } from '../gate/figures.ts';
import { sum } from '../gate/sum.ts';
import { decimal, integer, percent, signed } from '../report/format.ts';
import type { CardFacts } from './card-facts.ts';
import { cardMetadata } from './card-metadata.ts';
import { escapeMarkdown, markdownTable } from './markdown-table.ts';

const WORST_SLICES = 5;
const TOP_TERMS = 10;

/**
 * card.md of a version: metadata for machines, then what the model is, for whom, where it fails and where it came
 * from. The same facts give the same bytes.
 */
export function modelCard(facts: CardFacts): string {
  const { contract, version } = facts;
  const sections: readonly (readonly [heading: string, body: string])[] = [
    ['Intended use', contract.intended_use],
    ['Limits', limits(facts)],
    ['Training data', trainingData(facts)],
    ['Results', results(facts)],
    ['Worst slices', worstSlices(facts)],
    ['What moves a prediction', importance(facts)],
    ['Gate', gate(facts)],
    ['Provenance', provenance(facts)],
    ['Reproduce', reproduce(facts)],
  ];
  const body = sections.map(([heading, text]) => `## ${heading}\n\n${text}\n`).join('\n');
  return `${cardMetadata(facts)}\n# ${contract.title}, ${version}\n\n${whatItIs(facts)}\n\n${body}`;
}

function whatItIs({ contract, evaluation }: CardFacts): string {
  const { name, unit } = evaluation.target;
  return `${contract.description}\n\nA linear regression of ${name}, in ${unit}: every prediction is a sum of what its terms add, so that each can be explained exactly.`;
}

function limits({ contract, evaluation }: CardFacts): string {
  const { rmseAtStart, models, target } = evaluation;
  const lines = [...contract.limits];
  if (rmseAtStart !== undefined) {
    const measured = formatError(models['candidate']!.metrics.rmse, target.unit);
    lines.push(
      `With what is only measured at the end replaced by what is expected at the start, RMSE is ${formatError(rmseAtStart, target.unit)} in place of ${measured}.`,
    );
  }
  lines.push(`Judged on ${evaluation.periods.join(', ')} only; other periods may be harder.`);
  return lines.map((line) => `- ${line}`).join('\n');
}

function trainingData({ training, holdout, evaluation }: CardFacts): string {
  const rows = [
    ...training.map((file) => ({ use: 'training', ...file })),
    ...holdout.map((file) => ({ use: 'judging', ...file })),
  ].map(({ use, period, rows, sha256 }) => [use, period, integer(rows), sha256]);
  const { filtered, rows: kept } = evaluation;
  const share = percent(filtered / (kept + filtered));
  const table = markdownTable(['Use', 'Period', 'Rows:', 'sha256'], rows);
  const accepted = [...training, ...holdout].flatMap(({ period, accepted }) =>
    accepted === undefined
      ? []
      : [`\n- ${period} was accepted as it was, by a person: ${escapeMarkdown(accepted)}`],
  );
  const words = accepted.length > 0 ? `\n${accepted.join('')}` : '';
  return `${table}${words}\n\nOf the judging rows, ${integer(filtered)} (${share}) lie outside the target's range and were left out.`;
}

function results({ evaluation, version }: CardFacts): string {
  const { models, target, rows, periods } = evaluation;
  const names: Record<string, string> = {
    candidate: `**${version}**`,
    champion: `champion before, ${models['champion']?.version ?? 'unpublished'}`,
  };
  const own = models['candidate']!.metrics.rmse;
  const table = Object.entries(models).map(([name, { metrics }]) => [
    name,
    decimal(metrics.rmse),
    name === 'candidate' ? '' : formatDifference(own - metrics.rmse, target.unit),
    decimal(metrics.mae),
    decimal(metrics.medianAbsoluteError),
    signed(metrics.bias),
    decimal(metrics.r2, 4),
  ]);
  const headings = ['Model', 'RMSE:', `${version} against it:`, 'MAE:', 'Median error:', 'Bias:', 'R²:'];
  const told = markdownTable(headings, table).replace(
    /^\| (candidate|champion) \|/gm,
    (_, name: string) => `| ${names[name]} |`,
  );
  return `In ${target.unit}, all on the same ${integer(rows)} rows of ${periods.join(', ')}.\n\n${told}`;
}

function worstSlices({ evaluation, contract }: CardFacts): string {
  const { slices, target } = evaluation;
  const least = contract.gate.slice_min_rows;
  const worst = Object.entries(slices)
    .flatMap(([slice, keys]) => Object.entries(keys).map(([key, sums]) => ({ slice, key, sums })))
    .map(({ slice, key, sums }) => ({ slice, key, rows: sum(sums.rows), rmse: rmseOf(sums) }))
    .filter(({ rows }) => rows >= least)
    .sort((a, b) => b.rmse - a.rmse)
    .slice(0, WORST_SLICES);
  if (worst.length === 0) return `No slice has ${least} rows.`;
  const rows = worst.map(({ slice, key, rows, rmse }) => [slice, key, integer(rows), decimal(rmse)]);
  const table = markdownTable(['Slice', 'Value', 'Rows:', `RMSE, ${target.unit}:`], rows);
  return `Of slices with at least ${least} rows.\n\n${table}`;
}

function importance({ evaluation }: CardFacts): string {
  const { unit } = evaluation.target;
  const terms = [...evaluation.importance].sort((a, b) => b.spread - a.spread).slice(0, TOP_TERMS);
  const rows = terms.map(({ term, group, spread }) => [term, group, decimal(spread)]);
  const table = markdownTable(['Term', 'Group', `Spread, ${unit}:`], rows);
  return `How far each term moves predictions: the standard deviation of what it adds.\n\n${table}`;
}

function gate({ verdict }: CardFacts): string {
  const reasons = verdict.reasons.map((reason) => `- ${escapeMarkdown(reason)}`).join('\n');
  const rows = verdict.rules.map(({ rule, outcome, reason }) => [rule, outcome, reason]);
  return `Verdict: **${verdict.kind}**.\n\n${reasons}\n\n${markdownTable(['Rule', 'Outcome', 'Why'], rows)}`;
}

function provenance({ version, digest, contractDigest, codeDigest, commit, run, at }: CardFacts): string {
  const rows = [
    ['Version', version],
    ['Digest', digest],
    ['Contract', contractDigest],
    ['Code', codeDigest],
    ['Commit', commit ?? 'not recorded'],
    ['Run', run ?? 'not recorded'],
    ['Published', at],
  ];
  return markdownTable(['What', 'Value'], rows);
}

function reproduce({ contract, version, digest }: CardFacts): string {
  const command = `npm run ratchet -- reproduce --model ${contract.name} --version ${version}`;
  return `The same data, contract and code give the same digest, ${digest}:\n\n\`\`\`sh\n${command}\n\`\`\``;
}

function rmseOf({ rows, sse }: DaySums): number {
  return Math.sqrt(sum(sse['candidate'] ?? []) / sum(rows));
}
