import type { VersionStatus } from '../../pipeline/publish/registry-state.ts';
import { type Html, html } from '../../pipeline/report/document/html-template.ts';
import { icon } from '../../pipeline/report/document/icon.ts';
import type { Tone } from '../../pipeline/report/verdict-words.ts';

/** What became of a version, as people read it. */
export const statusWords: Readonly<Record<VersionStatus, { readonly word: string; readonly tone: Tone }>> = {
  champion: { word: 'live', tone: 'good' },
  registered: { word: 'not live', tone: 'neutral' },
  superseded: { word: 'superseded', tone: 'neutral' },
  'rolled-back': { word: 'rolled back', tone: 'wait' },
  retired: { word: 'retired', tone: 'bad' },
};

export function statusBadge(status: VersionStatus): Html {
  const { word, tone } = statusWords[status];
  return html`<span class="badge ${tone}">${icon(tone)}${word}</span>`;
}
