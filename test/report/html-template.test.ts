import { describe, expect, it } from 'vitest';
import { escapeHtml, Html, html } from '../../pipeline/report/document/html-template.ts';

describe('html', () => {
  it('escapes values for text and for quoted attributes', () => {
    const hostile = `"><script>alert('1' & "2")</script>`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;</p>',
    );
  });

  it('takes HTML as it is, and arrays joined', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${new Html('<hr>')}`.text).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>');
  });

  it('shows numbers, 0 too, and nothing for null, undefined and false', () => {
    expect(html`[${0}][${1.5}][${null}][${undefined}][${false}][${''}]`.text).toBe('[0][1.5][][][][]');
  });

  it('does not mistake a text that looks like its own object for HTML', () => {
    const forged = { text: '<script>', toString: () => '<script>' } as unknown as Html;
    expect(html`${forged}`.text).toBe('&lt;script&gt;');
  });

  it('replaces control characters, reversed writing and halves of surrogate pairs', () => {
    expect(escapeHtml('a\u0000b\u001b[31mc\u202ed\ud800e\tf\ng😀')).toBe(
      'a\ufffdb\ufffd[31mc\ufffdd\ufffde\tf\ng😀',
    );
  });
});
