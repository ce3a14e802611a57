import { readFileSync } from 'node:fs';
import type { Seed } from '../world/seed.ts';

const pins = JSON.parse(
  readFileSync(new URL('../../../.github/pinned-actions.json', import.meta.url), 'utf8'),
) as Record<string, { sha: string }>;

/** `uses:` of an action, pinned as the workflows pin it. */
export const pinned = (action: string): string => `${action}@${pins[action]?.sha}`;

/** A repository of a README and some workflows, each given as the text under `on:` and `jobs:`. */
export function tiny(
  workflows: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): Seed {
  return {
    files: {
      'README.md': 'A tiny repository.\n',
      ...Object.fromEntries(
        Object.entries(workflows).map(([name, text]) => [
          `.github/workflows/${name}.yml`,
          `name: ${name}\npermissions: {}\n${text.replaceAll(/uses: (actions\/[\w-]+)$/gm, (_, action: string) => `uses: ${pinned(action)}`)}`,
        ]),
      ),
      ...files,
    },
  };
}

/** A workflow of one job with one script, where nothing else matters. */
export const job = (on: string, script: string, { permissions = '{}', checkout = false } = {}): string => `
on: ${on}
jobs:
  only:
    runs-on: ubuntu-24.04
    permissions: ${permissions}
    steps:
${checkout ? '      - uses: actions/checkout\n' : ''}      - run: |
${script
  .trim()
  .split('\n')
  .map((line) => `          ${line}`)
  .join('\n')}
        env:
          TOKEN: \${{ github.token }}
`;

/** A call of the API from a script. */
export const call = (method: string, path: string, body?: object): string =>
  `curl --silent --show-error --request ${method} --header "authorization: Bearer $TOKEN"` +
  `${body === undefined ? '' : ` --data '${JSON.stringify(body)}'`} "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY${path}"`;
