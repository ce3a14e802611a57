/** Login of the account that GITHUB_TOKEN acts as. */
export const ACTIONS_BOT = 'github-actions[bot]';

/** A comment that no reader sees, by which a text of ours is found again. */
export const markerOf = (kind: string, model: string): string => `<!-- ratchet:${kind}:${model} -->`;

/** Anything on GitHub that has an author and a text. */
export interface Authored {
  readonly user: { readonly login: string } | null;
  readonly body?: string | null | undefined;
}

/** Whether a text is ours: anybody can copy a marker, nobody can post as the bot. */
export const isMarked = ({ user, body }: Authored, marker: string): boolean =>
  user?.login === ACTIONS_BOT && (body ?? '').includes(marker);

/** A text with its marker, first of all so that no cut takes it away. */
export const withMarker = (marker: string, body: string): string => `${marker}\n${body}`;

/** The text without its marker. */
export const withoutMarker = (marker: string, text: string): string => text.replace(`${marker}\n`, '');
