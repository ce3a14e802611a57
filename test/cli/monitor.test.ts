import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { monitorReportSchema } from '../../pipeline/monitor/monitor-report.ts';
import { monitorMarkdown } from '../../pipeline/monitor/view/markdown.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

const monitor = async (root: string, ...argv: readonly string[]) =>
  monitorReportSchema.parse(await callJson(root, 'monitor', ...argv, '--threads', '1'));

describe('watching a month', () => {
  it('finds an ordinary one healthy, and says what is compared', async () => {
    const report = await monitor(
      await published(),
      '--version',
      'v1',
      '--reference',
      '2024-02',
      '--current',
      '2024-03',
    );
    expect(report).toMatchObject({
      schemaVersion: 1,
      stage: 'monitor',
      model: 'parcels',
      version: 'v1',
      reference: { periods: ['2024-02'], rows: 200 },
      current: { period: '2024-03', rows: 200, kept: 200 },
      verdict: { kind: 'healthy', causes: [], reasons: ['2024-03 is an ordinary month beside 2024-02.'] },
      decaySkipped: null,
    });
    expect(report.columns.map(({ name }) => name).sort()).toEqual(['miles', 'minutes', 'started', 'zone']);
    expect(report.columns.every(({ tests }) => tests.length <= 1)).toBe(true);
  });

  it('gives every test of the registry that suits a column, where asked for', async () => {
    const report = await monitor(
      await published(),
      '--reference',
      '2024-02',
      '--current',
      '2024-03',
      '--all-methods',
    );
    const methods = (name: string) =>
      report.columns.find((column) => column.name === name)!.tests.map(({ method }) => method);
    expect(methods('zone')).toEqual(['chi-square', 'psi', 'jensen-shannon']);
    expect(methods('miles')).toEqual([
      'kolmogorov-smirnov',
      'wasserstein',
      'psi',
      'jensen-shannon',
      'chi-square',
    ]);
    expect(report.slices.length).toBeGreaterThan(0);
  });

  it('alarms by what the drift of a column does to predictions', async () => {
    const root = await published();
    const path = join(root, 'parcels_2024-04.csv');
    const text = readFileSync(join(root, 'models/parcels/data/parcels_2024-03.csv'), 'utf8');
    const { writeFileSync } = await import('node:fs');
    const twice = (line: string) => {
      const [started, minutes, miles, zone] = line.split(',') as [string, string, string, string];
      return [started.replace('2024-03', '2024-04'), minutes, (2 * Number(miles)).toFixed(3), zone].join(',');
    };
    const [header, ...lines] = text.trim().split('\n');
    writeFileSync(path, `${[header, ...lines.map(twice)].join('\n')}\n`);
    const report = await monitor(root, '--reference', '2024-02', '--current', path);
    expect(report.verdict.kind).toBe('alarm');
    expect(report.verdict.causes).toContain('drift');
    expect(report.columns[0]).toMatchObject({ name: 'miles', drifted: true });
    // Three minutes a mile, and five miles more of them on average.
    expect(report.columns[0]!.impact).toBeGreaterThan(12);
    expect(report.columns[0]!.meanShift).toBeCloseTo(report.columns[0]!.impact!, 1);
    expect(monitorMarkdown(report)).toMatch(/^## 🚨 Alarm: Minutes to deliver a parcel, 2024-04\n/);
    const { exitCode, stdout } = await call(root, 'monitor', '--reference', '2024-02', '--current', path);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^✖ Alarm {2}2024-04 beside 2024-02/);
    expect(stdout).toContain('miles moved against 2024-02: kolmogorov-smirnov');
    expect(existsSync(join(root, 'out/monitor.html'))).toBe(true);
  });

  it('reads a month once and measures no error, where drift alone is asked for', async () => {
    const report = await monitor(await published(), '--current', '2024-03', '--drift-only');
    expect(report).toMatchObject({ decay: null, decaySkipped: 'drift alone was asked for', violations: [] });
    expect(report.reference.periods).toEqual(['2024-01', '2024-02']);
  });
});
