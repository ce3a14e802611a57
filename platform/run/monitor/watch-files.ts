import { join } from 'node:path';
import { canonicalJson } from '../../../pipeline/digest/canonical-json.ts';
import { type MonitorReport, monitorReportSchema } from '../../../pipeline/monitor/monitor-report.ts';
import { monitorMarkdown } from '../../../pipeline/monitor/view/markdown.ts';
import { type Stock, type Watch, watchSchema } from '../../../pipeline/monitor/watch.ts';
import { type MonthOrigin, monthRecord } from '../../../pipeline/records/month-record.ts';
import { type PlannedFile, writeFiles } from '../../write-files.ts';
import { readDocument } from '../candidate.ts';
import { readChampion } from '../published.ts';
import type { Workspace } from '../workspace.ts';

const watchDir = ({ outDir, folder }: Pick<Workspace, 'outDir' | 'folder'>) =>
  join(outDir, folder.name, 'monitor');

/** Writes what a look at the months came to, and each report as JSON, Markdown and a page, for the steps after it. */
export async function writeWatch(
  workspace: Workspace,
  stock: Stock,
  reports: readonly MonitorReport[],
  isNewest: boolean,
  origin: MonthOrigin,
): Promise<Watch> {
  // Loaded when needed: charts take a quarter of a second.
  const { monitorHtml } = await import('../../../pipeline/monitor/view/html.ts');
  const { folder } = workspace;
  const dir = watchDir(workspace);
  const watch: Watch = {
    schemaVersion: 1,
    stage: 'monitor',
    inputs: { contract: folder.contractDigest },
    model: folder.name,
    version: readChampion(folder)?.version ?? null,
    isNewest,
    stock,
    watched: reports.map((report) => monthRecord(report, origin)),
  };
  const files = reports.flatMap((report): PlannedFile[] => {
    const path = join(dir, report.current.period);
    return [
      { path: `${path}.json`, content: `${canonicalJson(report)}\n` },
      { path: `${path}.md`, content: monitorMarkdown(report) },
      { path: `${path}.html`, content: monitorHtml(report) },
    ];
  });
  writeFiles([...files, { path: join(dir, 'watch.json'), content: `${JSON.stringify(watch, null, 2)}\n` }]);
  return watch;
}

/** What the step before found, and its report on the newest month, if it watched one. */
export function readWatch(workspace: Workspace): { watch: Watch; report: MonitorReport | undefined } {
  const dir = watchDir(workspace);
  const watch = readDocument(join(dir, 'watch.json'), watchSchema);
  const newest = watch.watched.at(-1);
  return {
    watch,
    report: newest && readDocument(join(dir, `${newest.period}.json`), monitorReportSchema),
  };
}
