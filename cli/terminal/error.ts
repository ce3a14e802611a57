import type { RatchetError } from '../../pipeline/errors.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { wrapHanging } from './wrap.ts';

/**
 * An error as a person reads it: what is wrong (messages say what was expected and what was found), where, and what to
 * do. No stack.
 */
export function renderError(error: RatchetError, options: TerminalOptions): string {
  const width = lineWidth(options);
  const { tones, strong, faint } = palette(options.color);
  const [first = '', ...rest] = wrapHanging('error: ', error.message || error.code, width);
  const lines = [first.replace(/^error:/, (word) => tones.bad(strong(word))), ...rest];
  if (error.file !== undefined) {
    lines.push(`${faint('    at')} ${error.file}${error.line === undefined ? '' : `:${error.line}`}`);
  }
  if (error.hint !== '') {
    const [hint = '', ...more] = wrapHanging('what to do: ', error.hint, width);
    lines.push(hint.replace(/^what to do:/, strong), ...more);
  }
  return lines.join('\n');
}
