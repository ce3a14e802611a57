import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChangeReport, changeReportSchema } from '../../pipeline/report/change-report.ts';

/** One report of a model is some hundred kB; what is far larger is no report. */
const MAX_REPORT_BYTES = 8_000_000;
/** Models of a repository, and folders that a report may lie below. */
const [MAX_REPORTS, MAX_DEPTH] = [50, 3];

/**
 * Reads every report.json below a folder that anybody may have filled: nothing that is not a report is believed, and
 * no link is followed.
 *
 * @returns the reports, and why others were left out
 */
export function readChangeReports(folder: string): { reports: ChangeReport[]; faults: string[] } {
  const reports = new Map<string, ChangeReport>();
  const faults: string[] = [];
  const paths = existsSync(folder) ? reportPaths(folder, MAX_DEPTH) : [];
  for (const path of paths.slice(0, MAX_REPORTS)) {
    const report = readReport(join(folder, path));
    if (typeof report === 'string') faults.push(`${path}: ${report}`);
    else if (reports.has(report.model)) faults.push(`${path}: there is another report of ${report.model}`);
    else reports.set(report.model, report);
  }
  if (paths.length > MAX_REPORTS) faults.push(`${paths.length} reports, of which ${MAX_REPORTS} were read`);
  return { reports: [...reports.values()], faults };
}

function reportPaths(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isFile() && entry.name === 'report.json') return [entry.name];
    if (!entry.isDirectory() || depth === 0) return [];
    return reportPaths(join(folder, entry.name), depth - 1).map((path) => join(entry.name, path));
  });
}

/** A report, or what is wrong with it. */
function readReport(path: string): ChangeReport | string {
  const { size } = lstatSync(path);
  if (size > MAX_REPORT_BYTES) return `${size} bytes are more than a report has`;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return 'it is not JSON';
  }
  const parsed = changeReportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path: place, message } = parsed.error.issues[0]!;
  return `it is no report: ${place.join('.')}: ${message}`;
}
