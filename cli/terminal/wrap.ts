import { displayWidth } from './table.ts';

const NO_BREAK_SPACE = '\u00a0';

/** Breaks a text between words, not at no-break spaces, into lines of at most `width`; a longer word keeps a line of its own. Line breaks stay. */
export function wrap(text: string, width: number): string[] {
  return text.split(/\r?\n/).flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t]+/).filter(Boolean)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].filter((one) => one !== '').map((one) => one.replaceAll(NO_BREAK_SPACE, ' '));
}

/** The same behind a bullet: later lines stand under the first word. */
export function wrapHanging(bullet: string, text: string, width: number): string[] {
  const indent = ' '.repeat(displayWidth(bullet));
  return wrap(text, width - indent.length).map((line, i) => (i === 0 ? bullet : indent) + line);
}
