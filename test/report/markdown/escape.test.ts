import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../pipeline/report/markdown/escape.ts';
import { mermaidChart } from '../../../pipeline/report/markdown/mermaid.ts';
import { markdownTable } from '../../../pipeline/report/markdown/table.ts';

describe('escapeMarkdown', () => {
  it.each([
    [
      'plain text, (brackets), 4.781 min, +1.302 and −0.2',
      'plain text, (brackets), 4.781 min, +1.302 and −0.2',
    ],
    ['<b>&amp;', '&#60;b&#62;&#38;amp;'],
    [
      'a_b *c* ~d~ `e` [f] g|h \\i $j$',
      'a&#95;b &#42;c&#42; &#126;d&#126; &#96;e&#96; &#91;f&#93; g&#124;h &#92;i &#36;j&#36;',
    ],
    ['two\r\n\n lines', 'two lines'],
    ['- item', '&#45;&#8203; item'],
    ['1. item', '1&#46;&#8203; item'],
    ['===', '&#61;=='],
    ['@name #12 GH-12', '&#64;&#8203;name &#35;&#8203;12 GH&#45;&#8203;12'],
    ['https://a.b or WWW.a.b', 'https&#58;&#8203;//a.b or WWW&#46;&#8203;a.b'],
  ])('%j is written %s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('cuts a text that is too long, never through a character', () => {
    expect(escapeMarkdown('😀'.repeat(500))).toBe(`${'😀'.repeat(400)}…`);
  });
});

describe('markdownTable', () => {
  it('aligns columns, escapes cells and sets rows in bold', () => {
    const columns = [
      { heading: 'model', align: 'left' },
      { heading: 'RMSE', align: 'right' },
    ] as const;
    const rows = [
      ['a|b', '1.000'],
      ['c', ''],
    ];
    expect(markdownTable(columns, rows, () => true)).toBe(
      '| model | RMSE |\n| :-- | --: |\n| **a&#124;b** | **1.000** |\n| **c** |  |',
    );
  });
});

describe('mermaidChart', () => {
  it('draws lines between bounds a tenth of the range away, without what would end its texts', () => {
    const text = mermaidChart({
      title: 'RMSE by "hour"\n```',
      axis: 'RMSE (min)',
      labels: ['<0.7', '≥8'],
      lines: [
        { ink: '#000000', values: [2, 4] },
        { ink: '#ffffff', values: [3, 3.5] },
      ],
    });
    expect(text.split('\n').slice(7)).toEqual([
      'xychart-beta',
      '  title "RMSE by hour"',
      '  x-axis ["under 0.7", "from 8"]',
      '  y-axis "RMSE (min)" 1.8 --> 4.2',
      '  line [2.0000, 4.0000]',
      '  line [3.0000, 3.5000]',
      '```',
    ]);
  });
});
