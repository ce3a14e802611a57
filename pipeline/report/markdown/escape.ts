import { printable } from '../printable.ts';

/**
 * Text as GitHub's Markdown shows it, on one line: nothing in it is markup, a link, a mention, an issue number or HTML.
 * Entities stand for the characters that would be, so that the text also holds inside a table.
 */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replace(/[&<>"'`*_~[\](){}#|\\@!$:^]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/^([-+=])/, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/^(\s*\d+)\./, '$1&#46;')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}
