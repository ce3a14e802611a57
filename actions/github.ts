import { info } from '@actions/core';
import { type GitHub, openGitHub } from '../platform/github/client.ts';
import type { ActionContext } from './context.ts';

/** The repository that the run works on, through the API. */
export const githubOf = ({ token, owner, repo, apiUrl }: ActionContext): GitHub =>
  openGitHub({ token, owner, repo, apiUrl, log: info });
