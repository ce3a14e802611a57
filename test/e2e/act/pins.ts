import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { standInNames } from '../stand-ins/serve-stand-in.ts';

const STAND_INS = new URL('../stand-ins/', import.meta.url).pathname;
const PINS = new URL('../../../.github/pinned-actions.json', import.meta.url);

type Pins = Readonly<Record<string, { readonly tag: string; readonly sha: string }>>;

/**
 * Checks what a run would fetch against the reviewed list of commits: act takes a stand-in for any commit, GitHub only
 * one that exists.
 *
 * @returns what act is to put in place of each, and what GitHub would refuse
 */
export function resolveUses(uses: readonly string[]): { replacements: string[]; refused: string[] } {
  const pins = JSON.parse(readFileSync(PINS, 'utf8')) as Pins;
  const replacements: string[] = [];
  const refused: string[] = [];
  for (const one of new Set(uses.filter((name) => !name.startsWith('./')))) {
    const [action = '', sha = ''] = one.split('@');
    const name = action.replace(/^actions\//, '');
    const dir = join(STAND_INS, name === 'attest-build-provenance' ? 'attest' : name);
    if (pins[action]?.sha !== sha) refused.push(`${one} is not in .github/pinned-actions.json`);
    else if (!standInNames().includes(name) || !existsSync(join(dir, 'action.yml')))
      refused.push(`${one} has no stand-in`);
    else replacements.push(`${one}=${dir}`);
  }
  return { replacements, refused };
}
