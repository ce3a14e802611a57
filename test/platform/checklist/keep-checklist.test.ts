import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepChecklist } from '../../../platform/checklist/keep-checklist.ts';
import { codeRoot } from '../../../platform/run/code-identity.ts';
import { type ApiAnswer, apiServers } from '../github/api-server.ts';
import { type DeskIssue, issueDesk } from '../github/issue-desk.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const serve = apiServers();
const folder = temporaryFolders();
const RUN = 'https://github.test/runs/1';
const BOT = { login: 'github-actions[bot]' };

/** What GitHub tells of a repository that is wholly set up, by what is asked for. */
const ALL_SET: Readonly<Record<string, ApiAnswer>> = {
  pulls: { status: 200, body: [{ number: 1, user: BOT }] },
  'rules/branches/main': {
    status: 200,
    body: [
      { type: 'deletion' },
      { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'ratchet' }] } },
    ],
  },
  'branches/main': { status: 200, body: { name: 'main' } },
  'environments/production': { status: 200, body: { name: 'production' } },
  'actions/workflows/continuous-training.yml': { status: 200, body: { state: 'active' } },
  '': { status: 200, body: { has_pages: true } },
};

const refused: ApiAnswer = { status: 403, body: { message: 'Resource not accessible by integration' } };
const missing: ApiAnswer = { status: 404, body: { message: 'Not Found' } };

/** A repository of which GitHub tells what is given, and else that all is set. */
async function clinic(told: Record<string, ApiAnswer>, issues: DeskIssue[] = []) {
  const desk = issueDesk(issues);
  const { github, requests } = await serve((request) => {
    const path = request.url.replace(/^\/repos\/someone\/rides\/?/, '').replace(/\?.*/, '');
    return desk(request) ?? told[path] ?? ALL_SET[path] ?? missing;
  });
  const root = folder();
  mkdirSync(join(root, 'models'));
  const premises = { github, codeRoot, node: '20.19.0', defaultBranch: 'main', models: ['rides'] };
  const look = (models: 'whole' | 'broken' = 'whole') =>
    keepChecklist({ ...premises, root: models === 'whole' ? codeRoot : root }, RUN);
  return { look, issues, requests };
}

const stateOf = async (told: Record<string, ApiAnswer>, title: string) => {
  const { lines } = await (await clinic(told)).look();
  return lines.find((line) => line.title.includes(title))!.state;
};

describe('the checklist', () => {
  test('makes no issue where nothing is left to do', async () => {
    const { look, issues } = await clinic({});
    expect(await look()).toMatchObject({ isComplete: true, issue: undefined });
    expect(issues).toEqual([]);
  });

  test('is one issue, that ticks itself, closes, and opens again when something breaks', async () => {
    const told: Record<string, ApiAnswer> = {
      'environments/production': missing,
      pulls: { status: 200, body: [] },
    };
    const { look, issues } = await clinic(told);
    await look();
    expect(issues).toMatchObject([{ state: 'open', title: 'Set this repository up' }]);
    expect(issues[0]!.body).toMatch(/^<!-- ratchet:checklist:repository -->\n/);
    expect(issues[0]!.body).toContain(
      '- [ ] **Workflows may open pull requests** (*unknown until tried*)<br>Settings →',
    );
    expect(issues[0]!.body).toContain('- [ ] **There is an environment production**<br>');
    expect(issues[0]!.body).toContain('- [x] **Continuous training is scheduled**\n');
    told['environments/production'] = { status: 200, body: {} };
    await look();
    expect(issues[0]!.body).toContain('- [x] **There is an environment production**\n');
    told['pulls'] = { status: 200, body: [{ number: 3, user: BOT }] };
    await look();
    expect(issues.map(({ state }) => state)).toEqual(['closed']);
    told['actions/workflows/continuous-training.yml'] = {
      status: 200,
      body: { state: 'disabled_inactivity' },
    };
    await look();
    expect(issues.map(({ number, state }) => [number, state])).toEqual([[1, 'open']]);
  });

  test('writes nothing where nothing changed', async () => {
    const { look, requests } = await clinic({ 'environments/production': missing });
    await look();
    const writes = () => requests.filter(({ method }) => method !== 'GET').length;
    expect(writes()).toBe(1);
    await look();
    expect(writes()).toBe(1);
  });

  test('names what is broken in the repository', async () => {
    const { look, issues } = await clinic({});
    const { lines } = await look('broken');
    expect(lines.find(({ title }) => title.startsWith('Contracts'))).toMatchObject({ state: 'open' });
    expect(issues[0]!.body).toContain('  - models/: expected a model, found none');
  });

  test('does not stay open for what is optional', async () => {
    const { look } = await clinic({ '': { status: 200, body: { has_pages: false } } });
    const { isComplete, body } = await look();
    expect(isComplete).toBe(true);
    expect(body).toContain('- [ ] **GitHub Pages is on** (*optional*)');
  });

  test('goes by the issue that a blocked release opened', async () => {
    const blocked: DeskIssue = {
      number: 1,
      user: BOT,
      html_url: 'x',
      title: 'A release waits',
      body: '<!-- ratchet:release-blocked:rides -->\nx',
      state: 'open',
      comments: [],
    };
    const { lines } = await (await clinic({}, [blocked])).look();
    expect(lines[0]).toMatchObject({ title: 'Workflows may open pull requests', state: 'open' });
  });
});

describe('a line of the checklist', () => {
  const bystander = { status: 200, body: [{ number: 1, user: { login: 'octocat' } }] };
  const classic = { protection: { required_status_checks: { contexts: ['ratchet'] } } };
  const branchOnly = (body: unknown) => ({
    'rules/branches/main': { status: 200, body: [] },
    'branches/main': { status: 200, body },
  });

  test.each<[title: string, what: string, told: Record<string, ApiAnswer>, state: string]>([
    ['pull requests', 'only persons opened one', { pulls: bystander }, 'unknown'],
    ['is required', 'an older protection requires it', branchOnly(classic), 'done'],
    ['is required', 'nothing requires it', branchOnly({}), 'open'],
    ['is required', 'the plan has no rules', { 'rules/branches/main': refused }, 'unknown'],
    ['environment', 'there is none', { 'environments/production': missing }, 'open'],
    ['environment', 'the token may not look', { 'environments/production': refused }, 'unknown'],
    [
      'scheduled',
      'a person disabled it',
      { 'actions/workflows/continuous-training.yml': { status: 200, body: { state: 'disabled_manually' } } },
      'open',
    ],
    [
      'scheduled',
      'there is no such workflow',
      { 'actions/workflows/continuous-training.yml': missing },
      'open',
    ],
    [
      'scheduled',
      'the token may not look',
      { 'actions/workflows/continuous-training.yml': refused },
      'unknown',
    ],
    ['secret', 'nothing is told', {}, 'done'],
  ])('about %s, where %s', async (title, _, told, state) => {
    expect(await stateOf(told, title)).toBe(state);
  });

  test('fails where GitHub does not answer', async () => {
    const { look } = await clinic({ pulls: { status: 401, body: { message: 'Bad credentials' } } });
    await expect(look()).rejects.toMatchObject({ code: 'github' });
  });
});
