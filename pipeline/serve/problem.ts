import type { Fault } from './fault.ts';

/** A refusal as RFC 9457 has it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** Every fault of the request. */
  readonly errors?: readonly Fault[];
}

const TITLES = {
  400: ['malformed', 'The request cannot be read'],
  401: ['unauthorized', 'A key is needed'],
  404: ['not-found', 'There is nothing here'],
  405: ['method-not-allowed', 'This is not done here'],
  406: ['not-acceptable', 'No such representation'],
  413: ['too-large', 'The request is too large'],
  415: ['unsupported-media-type', 'The content type is not understood'],
  422: ['invalid', 'The request does not say what it has to'],
  429: ['too-many-requests', 'Too many requests'],
  500: ['internal', 'Something went wrong here'],
  503: ['unavailable', 'Not now'],
} as const;

export type ProblemStatus = keyof typeof TITLES;

export const PROBLEM_STATUSES = Object.keys(TITLES).map(Number) as ProblemStatus[];

export const titleOf = (status: ProblemStatus): string => TITLES[status][1];

/** The problem of a status; a status without words of its own is a malformed request, or our own fault from 500 on. */
export function problem(status: number, detail?: string, errors?: readonly Fault[]): Problem {
  const known = (status in TITLES ? status : status < 500 ? 400 : 500) as ProblemStatus;
  const [type, title] = TITLES[known];
  return {
    type: `urn:ratchet:problem:${type}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    ...(errors !== undefined && { errors }),
  };
}
