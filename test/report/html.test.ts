import domino from '@mixmark-io/domino';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../../pipeline/report/html.ts';
import type { ReportInput } from '../../pipeline/report/report-input.ts';
import { makeReportInput } from './fixture.ts';

const parse = (text: string) => domino.createDocument(text, true);
const all = (text: string, selector: string) => Array.from(parse(text).querySelectorAll(selector));
const texts = (text: string, selector: string) =>
  all(text, selector).map((element) => element.textContent.trim());

let input: ReportInput;
let report: string;

beforeAll(() => {
  input = makeReportInput();
  report = renderReport(input);
});

describe('a report', () => {
  it('is one file that loads nothing, runs nothing and stays below 400 kB', () => {
    expect(Buffer.byteLength(report)).toBeLessThan(400_000);
    expect(all(report, 'script, link, img, iframe, object, embed, form')).toEqual([]);
    expect(report).not.toMatch(/https?:|url\(|@import|\ssrc=|\son\w+=/);
    expect(report).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('says the same of the same input', () => {
    expect(renderReport(input)).toBe(report);
  });

  it('reads from the verdict to the provenance', () => {
    expect(texts(report, 'h2')).toEqual([
      'Verdict',
      'Comparison',
      'Error by slice',
      'Residuals and calibration',
      'What the model relies on',
      'Slices that moved most',
      'Data checks',
      'Training data',
      'Provenance',
    ]);
    expect(texts(report, 'nav a')).toEqual(texts(report, 'h2'));
  });

  it('has one h1, and no heading skips a level', () => {
    const levels = all(report, 'h1, h2, h3, h4').map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, i) => {
      expect(level).toBeLessThanOrEqual(levels[i]! + 1);
    });
  });

  it('links only to places that exist', () => {
    const targets = all(report, 'a').map((link) => link.getAttribute('href')!);
    const document = parse(report);
    for (const target of targets) expect(document.querySelector(target), target).not.toBeNull();
  });

  it('gives every chart a label, a caption and its numbers', () => {
    const charts = all(report, 'svg.chart');
    expect(charts.length).toBeGreaterThan(12);
    for (const chart of charts) {
      expect(chart.getAttribute('role')).toBe('img');
      expect(chart.getAttribute('aria-label')!.length).toBeGreaterThan(20);
      expect(chart.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    }
    for (const figure of all(report, 'figure')) {
      expect(figure.querySelector('figcaption h3')!.textContent).not.toBe('');
      expect(figure.querySelector('figcaption p')!.textContent).not.toBe('');
    }
    expect(all(report, 'svg').length).toBe(
      charts.length + all(report, 'svg.icon[aria-hidden="true"]').length,
    );
  });

  it('gives every table a caption, and every heading of a table its scope', () => {
    for (const table of all(report, 'table'))
      expect(table.querySelector('caption')!.textContent).not.toBe('');
    for (const heading of all(report, 'th')) expect(heading.getAttribute('scope')).toMatch(/^(row|col)$/);
  });

  it('closes every element that it opens', () => {
    const voids = 'area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr';
    const body = report.replace(/<style>[\s\S]*?<\/style>/, '').replace('<!doctype html>', '');
    const open: string[] = [];
    for (const [, slash, name, isClosed] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*?(\/?)>/g)) {
      if (slash) expect(open.pop(), `</${name}>`).toBe(name);
      else if (!isClosed && !new RegExp(`^(${voids})$`).test(name!)) open.push(name!);
    }
    expect(open).toEqual([]);
  });
});

describe('the numbers of a report', () => {
  const rowOf = (caption: string, name: string) => {
    const table = all(report, 'table').find((one) => one.querySelector('caption')!.textContent === caption)!;
    const row = Array.from(table.querySelectorAll('tbody tr')).find(
      (one) => one.querySelector('th')!.textContent === name,
    )!;
    return Array.from(row.querySelectorAll('td')).map(({ textContent }) => textContent);
  };

  it('are those of the evaluation, in the comparison', () => {
    const { rmse, mae, r2 } = input.evaluation.models['course-baseline']!.metrics;
    const cells = rowOf('Errors of every model on the same rows', 'course-baseline');
    expect(cells.slice(0, 2)).toEqual([rmse.toFixed(3), mae.toFixed(3)]);
    expect(cells[3]).toBe(r2.toFixed(3));
    expect(cells.at(-1)).toBe('2021-01');
  });

  it('include what the candidate is worth before the distance is measured', () => {
    const text = renderReport({ ...input, evaluation: { ...input.evaluation, rmseAtStart: 5.8531 } });
    expect(texts(text, '#comparison .note')[1]).toBe(
      "With the value that geometry expects in place of the measured one, the candidate's RMSE is 5.853 min.",
    );
  });

  it('are the sums by day, in the error by slice', () => {
    const { rows, sse } = input.evaluation.slices['distance']!['≥ 8']!;
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    const rmse = (name: string) => Math.sqrt(total(sse[name]!) / total(rows));
    const cells = rowOf('Error by distance: the numbers', '≥ 8');
    expect(cells.slice(0, 3)).toEqual([
      String(total(rows)),
      rmse('candidate').toFixed(3),
      rmse('champion').toFixed(3),
    ]);
  });

  it('are the coefficients of both models, in what changed', () => {
    // Spread 6.2 min × (0.91 − 0.89) / 0.91.
    expect(rowOf('Coefficients of the candidate and of v1', 'prediction direct')).toEqual([
      '0.8900',
      '0.9100',
      '0.136',
    ]);
  });

  it('are what validation counted, with sample rows', () => {
    expect(rowOf('Checks of the data by period', '2021-01')).toEqual([
      '1 warning',
      '76,518',
      '73,908',
      '2,610 (3.4 %)',
      '2',
      '1',
    ]);
    expect(texts(report, '.findings li')[0]!.replace(/\s+/g, ' ')).toContain(
      'For example row 17: –, row 1,240: n/a',
    );
  });

  it('are the digests and versions, in the provenance', () => {
    expect(texts(report, 'dd')).toEqual([
      'green-rides, recipe default',
      '2021-01',
      '2021-02',
      'sha256:3f1c0a5be2d94c7788a1',
      'sha256:77e0c4d2',
      '5a9bff5d8c1e',
      'ratchet 0.1.0 and node 24.1.0',
    ]);
    expect(rowOf('Files of rows', '2021-02')).toEqual(['judging', '64,572', '1.1 MB', '9c41'.repeat(16)]);
  });
});

describe('a verdict', () => {
  it.each([
    ['promote', 'Promote', 'good'],
    ['reject', 'Reject', 'bad'],
    ['hold', 'Hold', 'wait'],
    ['unchanged', 'Unchanged', 'neutral'],
    ['undecided', 'Could not decide', 'unknown'],
  ] as const)('%s is told by word, icon and colour', (kind, word, tone) => {
    const { comparison, reasons, rules } = input.verdict;
    const verdict = { kind, schemaVersion: 1, stage: 'gate', inputs: {}, reasons, rules, comparison };
    const text = renderReport({ ...input, verdict: verdict as ReportInput['verdict'] });
    expect(texts(text, '.answer strong')).toEqual([word]);
    expect(all(text, `.verdict.${tone} .answer svg.icon path`)).toHaveLength(1);
    expect(texts(text, 'title')[0]).toBe(`${word}: Duration of New York green-taxi rides`);
  });
});

describe('a report of little', () => {
  it('goes without champion, profile, checks, slices and importance, and leaves their sections out', () => {
    const { champion: _, profile: __, ...rest } = input;
    const { candidate, mean } = input.evaluation.models;
    const evaluation = {
      ...input.evaluation,
      models: { candidate: candidate!, mean: mean! },
      slices: {},
      importance: [],
    };
    const text = renderReport({ ...rest, evaluation, validation: [] });
    expect(texts(text, 'h2')).toEqual(['Verdict', 'Comparison', 'Residuals and calibration', 'Provenance']);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('sets a first model against the best of the other rows', () => {
    const { champion: _, ...rest } = input;
    const { champion: __, ...models } = input.evaluation.models;
    const text = renderReport({ ...rest, evaluation: { ...input.evaluation, models } });
    expect(texts(text, '.legend')[0]!.replace(/\s+/g, ' ')).toBe('candidate course-baseline');
  });

  it('shows a model whose predictions are not finite, without its numbers', () => {
    const broken = structuredClone(input.evaluation);
    broken.total.sse['candidate']!.fill(Number.NaN);
    for (const slice of Object.values(broken.slices)) {
      for (const { sse } of Object.values(slice)) sse['candidate']!.fill(Number.NaN);
    }
    Object.assign(broken.models['candidate']!.metrics, { rmse: Number.NaN, bias: Number.NaN });
    const text = renderReport({ ...input, evaluation: { ...broken, residuals: [] } });
    expect(text).not.toMatch(/NaN|Infinity/);
    expect(text).toContain('The error of the candidate is not finite.');
  });
});

describe('hostile data', () => {
  const hostile = `<script>alert("1")</script> & 'x' \u202e`;

  it('stays text, wherever it comes from', () => {
    const { evaluation, verdict, provenance } = input;
    const keys = evaluation.slices['borough_pair']!;
    const profile = structuredClone(input.profile!);
    profile.columns[hostile] = {
      kind: 'category',
      categories: { counts: { [hostile]: 10, b: 5 }, others: 0 },
    };
    const text = renderReport({
      ...input,
      contract: { ...input.contract, title: hostile, gate: { ...input.contract.gate, slice_min_rows: 1 } },
      evaluation: {
        ...evaluation,
        models: { ...evaluation.models, [hostile]: evaluation.models['mean']! },
        total: {
          ...evaluation.total,
          sse: { ...evaluation.total.sse, [hostile]: evaluation.total.sse['mean']! },
        },
        slices: { ...evaluation.slices, borough_pair: { ...keys, [hostile]: keys['Manhattan, Manhattan']! } },
        importance: evaluation.importance.map((entry) => ({
          ...entry,
          term: `${hostile}${entry.term}`,
          group: hostile,
        })),
      },
      verdict: {
        ...verdict,
        reasons: [hostile],
        rules: [{ rule: hostile, outcome: 'pass', reason: hostile }],
      },
      validation: input.validation.map((one) => ({
        ...one,
        period: hostile,
        violations: one.violations.map((violation) => ({
          ...violation,
          rule: hostile,
          message: hostile,
          samples: [{ row: 1, value: hostile }],
        })),
      })),
      profile,
      provenance: { ...provenance, digest: hostile, commit: hostile, software: { [hostile]: hostile } },
    });
    expect(text).not.toContain('<script');
    expect(text).not.toContain('\u202e');
    expect(all(text, 'script')).toEqual([]);
    expect(texts(text, 'h1')[0]).toBe(`<script>alert("1")</script> & 'x' \ufffd`);
    expect(texts(text, '.reasons li')[0]).toBe(`<script>alert("1")</script> & 'x' \ufffd`);
  });
});
