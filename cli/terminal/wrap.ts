import { displayWidth } from './table.ts';

/** Breaks a text between words into lines of at most `width`; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** The same behind a bullet: later lines stand under the first word. */
export function wrapHanging(bullet: string, text: string, width: number): string[] {
  const indent = ' '.repeat(displayWidth(bullet));
  return wrap(text, width - indent.length).map((line, i) => (i === 0 ? bullet : indent) + line);
}
