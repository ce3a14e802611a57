// Compares every commit of .github/pinned-actions.json with the tag that it stands for, as GitHub has it now. Exit code
// 1: a tag points elsewhere, or is gone; 3: GitHub does not answer.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const pins = JSON.parse(readFileSync(new URL('../.github/pinned-actions.json', import.meta.url), 'utf8'));

/** The commit of a tag; undefined where there is no such tag. Throws where GitHub does not answer. */
function commitOf(action, tag) {
  const lines = execFileSync(
    'git',
    ['ls-remote', `https://github.com/${action}`, `refs/tags/${tag}`, `refs/tags/${tag}^{}`],
    {
      encoding: 'utf8',
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    },
  );
  // An annotated tag has a second line, with the commit that it stands on.
  return lines.trim().split('\n').at(-1)?.slice(0, 40) || undefined;
}

try {
  for (const [action, { tag, sha }] of Object.entries(pins)) {
    const found = commitOf(action, tag);
    if (found === sha) continue;
    console.error(
      `.github/pinned-actions.json: ${action} ${tag} is ${found ?? 'gone'} on GitHub, not ${sha}`,
    );
    process.exitCode = 1;
  }
  if (process.exitCode === undefined)
    console.log(`pinned actions: ${Object.keys(pins).length} tags are where they were`);
} catch {
  process.exitCode = 3;
}
