import { beforeAll, describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../pipeline/report/markdown.ts';
import type { SummaryInput } from '../../pipeline/report/report-input.ts';
import { makeReportInput } from './fixture.ts';

let input: SummaryInput;

beforeAll(() => {
  input = makeReportInput();
});

describe('a summary in Markdown', () => {
  it('reads like this', async () => {
    await expect(renderMarkdown(input)).toMatchFileSnapshot('golden/summary.md');
  });

  it('needs nothing but the contract, the evaluation and the verdict', () => {
    const { contract, evaluation, verdict } = input;
    const text = renderMarkdown({ contract, evaluation, verdict });
    expect(text).toContain('## ✅ Promote: Duration of New York green-taxi rides');
    expect(text).not.toContain('Data and provenance');
    expect(text).not.toContain('Trained in');
  });

  it('leads with the rules that did not pass', () => {
    const table = renderMarkdown(input).split('What the gate asked: 3 rules of 4 passed')[1]!;
    const rules = [...table.matchAll(/^\| ([^|]+) \| (?:✅|⏸️)/gm)].map(([, rule]) => rule);
    expect(rules).toEqual([
      'latency budget',
      'data is valid',
      'below the ceiling',
      'better than the champion',
    ]);
  });

  it('stays below 60,000 characters, and says what it left out', () => {
    const rules = Array.from({ length: 400 }, (_, i) => ({
      rule: `rule ${i}`,
      outcome: 'fail' as const,
      reason: '<'.repeat(300),
    }));
    const reasons = Array.from({ length: 50 }, () => '<&>'.repeat(2000));
    const text = renderMarkdown({ ...input, verdict: { ...input.verdict, rules, reasons } });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('| **candidate** |');
    expect(text).toContain('Left out for length: rules of the gate.');
  });

  it('keeps what data says from being markup', () => {
    const hostile = '</details><img src=x> @someone #1 | **b** `c` [d](https://e.f) www.g.h GH-2 $x$';
    const keys = input.evaluation.slices['borough_pair']!;
    const text = renderMarkdown({
      ...input,
      contract: { ...input.contract, title: hostile },
      verdict: {
        ...input.verdict,
        reasons: [hostile],
        rules: [{ rule: hostile, outcome: 'fail', reason: hostile }],
      },
      evaluation: {
        ...input.evaluation,
        slices: {
          ...input.evaluation.slices,
          borough_pair: { ...keys, [hostile]: keys['Manhattan, Manhattan']! },
        },
      },
      provenance: { ...input.provenance!, digest: '`](https://e.f)', commit: hostile },
    });
    for (const markup of ['<img', '@someone', '#1 ', '**b**', '`c`', '](', '://', 'www.g', 'GH-2', '$x']) {
      expect(text).not.toContain(markup);
    }
    expect(text.match(/<\/details>/g)).toHaveLength(text.match(/<details>/g)!.length);
  });
});
