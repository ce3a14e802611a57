import type { ApiAnswer, ApiRequest, Caller } from './api.ts';
import type { Emulated } from './emulated.ts';
import type { State } from './state.ts';

/** What routes work on. */
export interface Hub extends State {
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** Folder of this GitHub on disk. */
  readonly dir: string;
  readonly emulated: Emulated;
  readonly callers: Map<string, Caller>;
}

export type Params = Readonly<Record<string, string>>;
export type Handler = (hub: Hub, request: ApiRequest, params: Params) => Promise<ApiAnswer> | ApiAnswer;
/** Handlers by operation, `GET /repos/{owner}/…`. */
export type Routes = Readonly<Record<string, Handler>>;

export const REPO = '/repos/{owner}/{repo}';

/** Full name of the repository. */
export const fullName = ({ owner, repo }: Pick<State, 'owner' | 'repo'>): string => `${owner}/${repo}`;
