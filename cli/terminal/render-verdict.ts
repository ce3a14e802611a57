import type { Verdict } from '../../pipeline/gate/verdict.ts';
import type { ComparisonTable } from '../../pipeline/report/comparison.ts';
import { comparisonNote } from '../../pipeline/report/comparison-columns.ts';
import { plural } from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { outcomeWords, verdictWords } from '../../pipeline/report/verdict-words.ts';
import { comparisonLines } from './comparison-lines.ts';
import { lineWidth, type Palette, palette, type TerminalOptions } from './paint.ts';
import { wrap, wrapHanging } from './wrap.ts';

/** The verdict, its reasons, the comparison table and every rule that did not pass, for a terminal. */
export function renderVerdict(
  verdict: Verdict,
  comparison: ComparisonTable,
  options: TerminalOptions,
): string {
  const width = lineWidth(options);
  const colors = palette(options.color);
  return [
    ...headline(verdict, width, colors),
    '',
    ...comparisonLines(comparison, width, colors),
    ...wrap(comparisonNote(comparison), width).map(colors.faint),
    '',
    ...ruleLines(verdict, width, colors),
  ].join('\n');
}

function headline({ kind, reasons }: Verdict, width: number, { tones, strong }: Palette): string[] {
  const { icon, word, tone, meaning } = verdictWords[kind];
  const [head = '', ...rest] = wrapHanging(`${icon} ${word}  `, meaning, width);
  const painted = tones[tone](strong(head.slice(0, icon.length + 1 + word.length)));
  return [
    painted + head.slice(icon.length + 1 + word.length),
    ...rest,
    ...reasons.flatMap((reason) => wrapHanging('  • ', printable(reason), width)),
  ];
}

function ruleLines({ rules }: Verdict, width: number, { tones, faint }: Palette): string[] {
  const passed = rules.filter(({ outcome }) => outcome === 'pass');
  const others = rules.filter(({ outcome }) => outcome !== 'pass');
  const lines = others.flatMap(({ rule, outcome, reason }) => {
    const { icon, word, tone } = outcomeWords[outcome];
    const [first = '', ...rest] = wrapHanging(`${icon} `, printable(`${word} · ${rule}: ${reason}`), width);
    return [tones[tone](first), ...rest];
  });
  if (passed.length === 0) return lines;
  const names = passed.map(({ rule }) => rule).join(', ');
  const summary = `${plural(passed.length, 'rule')} passed: ${names}`;
  return [...lines, ...wrapHanging(`${outcomeWords.pass.icon} `, summary, width).map(faint)];
}
