import type { ApiAnswer, ApiRequest } from './api-server.ts';

/** What is answered to requests of a method whose path, behind that of the repository, matches. */
export type Route = readonly [
  method: string,
  path: RegExp,
  answer: (match: string[], request: ApiRequest) => ApiAnswer,
];

export const ok = (body: unknown): ApiAnswer => ({ status: 200, body });
export const no = (status: number, message: string): ApiAnswer => ({ status, body: { message } });
