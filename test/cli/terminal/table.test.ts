import { describe, expect, it } from 'vitest';
import { displayWidth, textTable } from '../../../cli/terminal/table.ts';
import { wrap, wrapHanging } from '../../../cli/terminal/wrap.ts';

describe('textTable', () => {
  it('aligns cells by what is seen, not by colours, and ends no line with blanks', () => {
    const columns = [
      { heading: 'name', align: 'left' },
      { heading: 'n', align: 'right' },
      { heading: 'note', align: 'left' },
    ] as const;
    const rows = [
      ['\u001b[1mé\u001b[22m', '1,000', ''],
      ['longer', '2', 'x'],
    ];
    expect(textTable(columns, rows)).toEqual([
      'name        n  note',
      '\u001b[1mé\u001b[22m       1,000',
      'longer      2  x',
    ]);
  });

  it('has headings alone where there are no rows', () => {
    expect(textTable([{ heading: 'a', align: 'left' }], [])).toEqual(['a']);
  });
});

describe('wrap', () => {
  it('breaks between words, and leaves a long word whole', () => {
    expect(wrap('one two  three\nfour', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('a verylongword b', 6)).toEqual(['a', 'verylongword', 'b']);
    expect(wrap('', 10)).toEqual([]);
  });

  it('keeps words together that a no-break space joins', () => {
    expect(wrap('the Δ\u00a0RMSE', 6)).toEqual(['the', 'Δ RMSE']);
  });

  it('hangs later lines under the first word', () => {
    expect(wrapHanging('• ', 'one two three', 9)).toEqual(['• one two', '  three']);
  });
});

it('a width counts characters as they are seen', () => {
  expect(['abc', '\u001b[31mabc\u001b[39m', 'e\u0301', '−0.5'].map(displayWidth)).toEqual([3, 3, 1, 4]);
});
