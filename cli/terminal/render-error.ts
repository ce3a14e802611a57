import { RatchetError } from '../../pipeline/errors.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { lineWidth, type Palette, palette, type TerminalOptions } from './paint.ts';
import { wrapHanging } from './wrap.ts';

export interface ErrorOptions extends TerminalOptions {
  /** Whether stacks and causes are wanted too. */
  readonly verbose?: boolean;
}

/** What to do about an error that no part of Ratchet foresaw. */
const REPORT_IT = 'run it again with RATCHET_DEBUG=1 and report what it prints; this should not happen';

/**
 * An error as a person reads it, ending in a line break: what is wrong (messages say what was expected and what was
 * found), where, and what to do. No stack, unless `verbose`.
 */
export function renderError(error: unknown, options: ErrorOptions): string {
  const colors = palette(options.color);
  const { message, hint, place } = describe(error);
  const lines = [
    ...labelled('error:', message, options, (label) => colors.tones.bad(colors.strong(label))),
    ...(place === '' ? [] : [`    ${colors.faint('at')} ${place}`]),
    ...(hint === '' ? [] : labelled('what to do:', hint, options, colors.strong)),
    ...(options.verbose ? stacks(error, colors) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function describe(error: unknown): { message: string; hint: string; place: string } {
  if (!(error instanceof RatchetError)) {
    const message = error instanceof Error ? error.message || error.name : String(error);
    return { message: printable(message), hint: REPORT_IT, place: '' };
  }
  const line = error.line === undefined ? '' : `:${error.line}`;
  return {
    message: printable(error.message || error.code),
    hint: printable(error.hint),
    place: error.file === undefined ? '' : printable(`${error.file}${line}`),
  };
}

function labelled(
  label: string,
  text: string,
  options: TerminalOptions,
  paint: (label: string) => string,
): string[] {
  const [first = label, ...rest] = wrapHanging(`${label} `, text, lineWidth(options));
  return [paint(label) + first.slice(label.length), ...rest];
}

function stacks(error: unknown, colors: Palette): string[] {
  const own = error instanceof Error ? (error.stack ?? '') : '';
  const cause = error instanceof Error && error.cause !== undefined ? stacks(error.cause, colors) : [];
  return [...own.split('\n').map(colors.faint), ...cause];
}
