import { escapeMarkdown } from '../../pipeline/report/markdown/escape.ts';
import type { Released, ReleaseRequest } from './release-request.ts';

type Words = { readonly [Kind in Released['kind']]: (released: Extract<Released, { kind: Kind }>) => string };

/** What follows the title of a release, for each way in which it may go. */
const WORDS: Words = {
  'pull-request': ({ number, url, because }) =>
    `waits in [#${number}](${url}) to be merged.${because === undefined ? '' : ` It may not go further by itself: ${escapeMarkdown(because)}`}`,
  issue: ({ number, url }) =>
    `is on its branch. Workflows may not open pull requests here: [#${number}](${url}) has the link.`,
  landed: ({ commit }) => `landed as ${commit.slice(0, 10)}; its deployment was started.`,
  declined: ({ number, url }) =>
    `was closed by a person before, in [#${number}](${url}), and is not offered again.`,
  outdated: ({ reason }) => `was not released by this run. ${escapeMarkdown(reason)}`,
};

/** How far a release came, as Markdown for the page of its run. */
export function releasedWords({ title }: ReleaseRequest, released: Released): string {
  const words = WORDS[released.kind] as (released: Released) => string;
  return `**${escapeMarkdown(title)}** ${words(released)}`;
}
