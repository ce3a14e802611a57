import { describe, expect, test } from 'vitest';
import {
  CONTRACT,
  embedded,
  expectRuns,
  FOLDER,
  LOCK_FILE,
  locked,
  monthFile,
  replace,
  retitled,
  secondVersion,
  worlds,
} from './rides.ts';

const start = worlds();
const GREEN = ['CI: success', 'Comment: success'];
const RED = ['CI: failure', 'Comment: success'];

describe('a pull request', () => {
  test('has one comment over five pushes, the last of which improves the model', async () => {
    const hub = await start();
    const note = (text: string) => ({ [`${FOLDER}/NOTES.md`]: `${text}\n` });
    const pull = await hub.openPullRequest({ files: note('one') });
    await expectRuns(hub, GREEN);
    for (const text of ['two', 'three', 'four']) {
      await hub.pushTo(pull, note(text));
      await expectRuns(hub, GREEN);
    }
    const before = await hub.comments(pull);
    expect(before[0]!.body).toContain('No model was trained.');
    await hub.pushTo(pull, retitled('Better rides'));
    await expectRuns(hub, GREEN);
    const comments = await hub.comments(pull);
    expect(comments.map(({ id, user }) => [id, user.login])).toEqual([
      [before[0]!.id, 'github-actions[bot]'],
    ]);
    expect(comments[0]!.body).toContain('## ✅ Promote: Better rides');
  });

  test('that leaves the model as good as the champion holds, and is green', async () => {
    const hub = await start({ files: await secondVersion() });
    const pull = await hub.openPullRequest({ files: retitled('The same rides') });
    const runs = await expectRuns(hub, GREEN);
    // Shown for the bar on a pull request's time, from installing to the comment.
    console.log(runs.map(({ workflow, seconds }) => `${workflow}: ${seconds.toFixed(1)} s`).join(', '));
    const [comment] = await hub.comments(pull);
    expect(comment!.body).toContain('## ⏸️ Hold: The same rides');
    expect(comment!.body).toContain('champion v2');
  });

  test('that worsens the model is refused', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({ files: { [CONTRACT]: replace(', 45)', ', 1.5)') } });
    const [ci] = await expectRuns(hub, RED);
    expect(ci!.jobs).toMatchObject({ model: 'failure', ratchet: 'failure' });
    const [comment] = await hub.comments(pull);
    expect(comment!.body).toContain('## ❌ Reject');
    expect(comment!.body).toContain('Worse than the champion v1');
  });

  test('whose data breaks the contract is refused before anything is trained', async () => {
    const hub = await start();
    const february = embedded('2021-02');
    const pull = await hub.openPullRequest({
      files: {
        [`${FOLDER}/data/${monthFile('2021-03')}`]: february,
        [LOCK_FILE]: locked('2021-03', february, 64_572),
      },
    });
    await expectRuns(hub, RED);
    const [comment] = await hub.comments(pull);
    expect(comment!.body).toContain('The data breaks the contract in 2021-03');
    expect(comment!.body).toContain('No model was trained.');
  });

  test('that loosens the row filter is judged on the rows of the base, and needs a person', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({
      files: { [CONTRACT]: replace('keep: [1, 60]', 'keep: [1, 50]') },
    });
    const runs = await hub.settle();
    expect(runs.map(({ workflow }) => workflow)).toEqual(['CI', 'Comment']);
    const [comment] = await hub.comments(pull);
    expect(comment!.body).not.toContain('Promote');
    expect(comment!.body).toContain('row filter');
    expect(comment!.body).toContain('80,372 rows of 2021-03');
  });

  test('that changes a text alone trains nothing, and says so', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({ files: { 'README.md': '# My rides\n' } });
    const [ci] = await expectRuns(hub, GREEN);
    expect(ci!.log).not.toContain('run.sh" train');
    const [comment] = await hub.comments(pull);
    expect(comment!.body).toContain('Nothing that feeds Duration of New York green-taxi rides changed');
  });

  test('that carries bad code could not be decided on, and takes the place of what was said before', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({ files: retitled('Rides') });
    await expectRuns(hub, GREEN);
    await hub.pushTo(pull, { 'pipeline/errors.ts': (text) => `${text}\nexport const = broken;\n` });
    const [ci] = await expectRuns(hub, RED);
    expect(ci!.jobs).toMatchObject({
      check: 'failure',
      test: 'failure',
      model: 'failure',
      ratchet: 'failure',
    });
    const comments = await hub.comments(pull);
    expect(comments).toHaveLength(1);
    expect(comments[0]!.body).toContain('## ❓ Could not decide');
  });

  test('of a fork gets its comment, though its own run may only read', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({ files: retitled('Rides of a fork'), fork: 'mona' });
    await expectRuns(hub, GREEN);
    const comments = await hub.comments(pull);
    expect(comments.map(({ user }) => user.login)).toEqual(['github-actions[bot]']);
    expect(comments[0]!.body).toContain('## ✅ Promote: Rides of a fork');
  });

  test('gets no comment of a run that a newer push has overtaken', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({ files: retitled('Old rides') });
    await hub.settle({ except: ['Comment'] });
    await hub.pushTo(pull, retitled('New rides'));
    await expectRuns(hub, GREEN);
    const comments = await hub.comments(pull);
    expect(comments).toHaveLength(1);
    expect(comments[0]!.body).toContain('New rides');
  });
});
