import type { VersionMetrics } from '../publish/version-folder.ts';
import { decimal, integer, list } from '../report/format.ts';
import { escapeMarkdown } from '../report/markdown/escape.ts';
import { markdownTable } from '../report/markdown/table.ts';
import type { Deployment } from './plan-deployment.ts';

/** What the page of a release says, as Markdown: how good the version is, what it was made of, how to check it. */
export function releaseNotes(
  { version, digest, manifest }: Deployment,
  { evaluation, verdict }: VersionMetrics,
): string {
  const { rmse } = evaluation.models['candidate']!.metrics;
  const { unit } = evaluation.target;
  const { training, holdout } = manifest.data;
  const files = [
    ...training.map((file) => ({ use: 'training', ...file })),
    ...holdout.map((file) => ({ use: 'judging', ...file })),
  ];
  const table = markdownTable(
    [
      { heading: 'month', align: 'left' },
      { heading: 'for', align: 'left' },
      { heading: 'rows', align: 'right' },
      { heading: 'sha256', align: 'left' },
    ],
    files.map(({ period, use, rows, sha256 }) => [period, use, integer(rows), sha256]),
  );
  const run = manifest.run === undefined ? '' : ` [The run that made it](${manifest.run}).`;
  return [
    `**${version}**: RMSE ${decimal(rmse)} ${escapeMarkdown(unit)} on ${integer(evaluation.rows)} rows of ${escapeMarkdown(list(evaluation.periods))}.${run}`,
    verdict.reasons.map((reason) => `- ${escapeMarkdown(reason)}`).join('\n'),
    table,
    `\`model.json\` is all that scoring needs; \`sha256sum --check SHA256SUMS\` checks every file. Digest \`${digest}\`.`,
  ].join('\n\n');
}
