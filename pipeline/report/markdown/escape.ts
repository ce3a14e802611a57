import { printable } from '../printable.ts';

/** Characters shown of one text; what is longer is cut, for a comment on GitHub has an end. */
const MAX_LENGTH = 400;

/**
 * What Markdown gives a meaning to: a list or an underline where a line starts; the signs of mentions, issue numbers and
 * bare addresses; and the signs of all other markup, of HTML, of tables and of formulas.
 */
const MARKUP = new RegExp(
  [
    String.raw`^[-+](?=[\s-]|$)|^=(?==*$)|(?<=^\d+)[.)](?=\s|$)`,
    String.raw`[@#]|:(?=//)|(?<=\bwww)\.|(?<=\bGH)-`,
    '[&<>`*_~[\\]|\\\\$]',
  ].join('|'),
  'gi',
);

/**
 * Text as GitHub's Markdown shows it, on one line: nothing in it is markup, a link, a mention, an issue number or HTML.
 * Entities stand for the characters that could be, so that the text also holds inside a table.
 */
export function escapeMarkdown(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  const short = line.length > MAX_LENGTH ? `${Array.from(line).slice(0, MAX_LENGTH).join('')}…` : line;
  return short.replace(MARKUP, (sign) => {
    const entity = `&#${sign.charCodeAt(0)};`;
    // Mentions and the like are looked for after entities are resolved; a space of no width stops that.
    return '@#:.-'.includes(sign) ? `${entity}&#8203;` : entity;
  });
}
