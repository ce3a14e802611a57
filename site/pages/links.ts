import { type Html, html } from '../../pipeline/report/document/html-template.ts';

const SHORT_COMMIT = 7;

/** A commit, linked where the repository's address is known. */
export function commitLink(commit: string | undefined, repository: string | undefined): Html | string {
  if (commit === undefined) return 'no commit recorded';
  const short = html`<code>${commit.slice(0, SHORT_COMMIT)}</code>`;
  return repository === undefined
    ? short
    : html`<a href="${repository}/commit/${encodeURIComponent(commit)}">${short}</a>`;
}

/** A run, linked where it is an address of the web; a registry may hold any text. */
export function runLink(run: string): Html | string {
  return isAddress(run) ? webLink(run, 'run') : run;
}

/** A text, linked where the address is one of the web. */
export function webLink(address: string, text: string): Html | string {
  return isAddress(address) ? html`<a href="${address}">${text}</a>` : text;
}

const isAddress = (text: string): boolean => /^https?:\/\//.test(text);
