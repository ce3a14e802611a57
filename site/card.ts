import { Marked } from 'marked';
import { escapeHtml, Html } from '../pipeline/report/document/html-template.ts';

/** What stands at the head of a card for machines. */
const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

/** A cell that holds a sum or a commit may be broken anywhere. */
const DIGEST = /^(sha256:)?[0-9a-f]{40,64}$/;

/**
 * A model card as HTML. Its title is left out, for the page has one; other headings go one level down. HTML in a card
 * is shown as text, and only addresses of the web are linked.
 */
export function renderCard(card: string): Html {
  const body = card.replace(FRONT_MATTER, '').replace(/^\s*# .*\n/, '');
  let under = 'card';
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => escapeHtml(text),
      code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
      image: ({ text }) => escapeHtml(text),
      heading({ tokens, depth, text }) {
        under = text;
        return `<h${depth + 1}>${this.parser.parseInline(tokens)}</h${depth + 1}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        return /^https?:\/\//.test(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
      },
      table({ header, rows }) {
        const cell = (tag: 'th' | 'td', { tokens, align, text }: (typeof header)[number]) => {
          const inner = this.parser.parseInline(tokens);
          const attributes = `${tag === 'th' ? ' scope="col"' : ''}${align === 'right' ? ' class="number"' : ''}`;
          return `<${tag}${attributes}>${DIGEST.test(text) ? `<code>${inner}</code>` : inner}</${tag}>`;
        };
        const head = header.map((found) => cell('th', found));
        const body = rows.map((row) => `<tr>${row.map((found) => cell('td', found)).join('')}</tr>\n`);
        return `<div class="scroll" role="region" aria-label="Table: ${escapeHtml(under)}" tabindex="0"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>\n`;
      },
    },
  });
  return new Html(marked.parse(body, { async: false }));
}
